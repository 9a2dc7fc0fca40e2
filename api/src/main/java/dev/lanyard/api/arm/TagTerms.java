package dev.lanyard.api.arm;

import dev.lanyard.projections.state.TagFilter;
import java.util.List;

/** The terms {@code tagName eq 'a' and tagValue eq 'b'} of a listing's filter. */
public final class TagTerms {
  private TagTerms() {}

  /** Reads a filter that has nothing but these terms. */
  public static TagFilter of(List<FilterTerm> terms) {
    TagFilter filter = TagFilter.ANY;
    for (FilterTerm term : terms) {
      filter = and(filter, term);
    }
    return checked(filter);
  }

  /** The same with one term more. */
  public static TagFilter and(TagFilter filter, FilterTerm term) {
    return switch (term.name()) {
      case "tagname" -> new TagFilter(term.value(), filter.value());
      case "tagvalue" -> new TagFilter(filter.name(), term.value());
      default -> throw FilterTerm.unsupported(term.name());
    };
  }

  /** Itself, if it names a tag wherever it names a value. */
  public static TagFilter checked(TagFilter filter) {
    if (filter.value().isPresent() && filter.name().isEmpty()) {
      throw FilterTerm.unsupported("tagValue without tagName");
    }
    return filter;
  }
}
