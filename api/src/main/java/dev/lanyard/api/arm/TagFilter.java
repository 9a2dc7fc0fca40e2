package dev.lanyard.api.arm;

import dev.lanyard.projections.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The filter {@code tagName eq 'a' and tagValue eq 'b'} of listings.
 *
 * @param name of the tag, which compares without case; empty for any thing
 * @param value of the tag; empty for any value
 */
public record TagFilter(Optional<String> name, Optional<String> value) {

  /** Reads a filter that has nothing but these terms. */
  public static TagFilter of(List<FilterTerm> terms) {
    TagFilter filter = new TagFilter(Optional.empty(), Optional.empty());
    for (FilterTerm term : terms) {
      filter = filter.and(term);
    }
    return filter.checked();
  }

  /** The same with one term more. */
  public TagFilter and(FilterTerm term) {
    return switch (term.name()) {
      case "tagname" -> new TagFilter(term.value(), value);
      case "tagvalue" -> new TagFilter(name, term.value());
      default -> throw FilterTerm.unsupported();
    };
  }

  /** Itself, if it names a tag wherever it names a value. */
  public TagFilter checked() {
    if (value.isPresent() && name.isEmpty()) {
      throw FilterTerm.unsupported();
    }
    return this;
  }

  /** Whether a thing with these tags is wanted. */
  public boolean holds(Map<String, String> tags) {
    return name.isEmpty()
        || tags.entrySet().stream()
            .anyMatch(
                tag ->
                    tag.getKey().equalsIgnoreCase(name.get())
                        && value.map(tag.getValue()::equals).orElse(true));
  }

  /** What is wanted of a page; the page can get shorter, and the listing goes on behind it. */
  public static <T> Page<T> page(Page<T> page, Predicate<? super T> wanted) {
    return new Page<>(page.items().stream().filter(wanted).toList(), page.next());
  }
}
