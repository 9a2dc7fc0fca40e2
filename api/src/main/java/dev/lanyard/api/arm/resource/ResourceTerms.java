package dev.lanyard.api.arm.resource;

import dev.lanyard.api.arm.FilterTerm;
import dev.lanyard.api.arm.TagTerms;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.state.NameFilter;
import dev.lanyard.projections.state.ResourceFilter;
import dev.lanyard.projections.state.TagFilter;
import java.util.Optional;

/**
 * The {@code $filter} of a listing of resources, term by term: {@code resourceGroup}, {@code
 * resourceType}, {@code location}, {@code name}, {@code startswith(name, ..)}, {@code
 * substringof(.., name)}, {@code tagName} and {@code tagValue}.
 */
record ResourceTerms(
    ResourcePath within,
    Optional<String> type,
    Optional<String> location,
    NameFilter name,
    TagFilter tags) {

  static ResourceTerms of(ResourcePath within, Optional<String> type) {
    return new ResourceTerms(within, type, Optional.empty(), NameFilter.ANY, TagFilter.ANY);
  }

  /**
   * The same with one term more.
   *
   * @throws ProblemException 400 if this listing has no such term
   */
  ResourceTerms and(FilterTerm term) {
    String value = term.value().orElseThrow(() -> FilterTerm.unsupported(term.name()));
    return switch ((term.call() ? "call " : "") + term.name()) {
      case "resourcegroup" -> new ResourceTerms(group(value), type, location, name, tags);
      case "resourcetype" ->
          new ResourceTerms(within, Optional.of(type(value)), location, name, tags);
      case "location" -> new ResourceTerms(within, type, Optional.of(value), name, tags);
      case "name" -> named(new NameFilter(Optional.of(value), name.start(), name.part()));
      case "call startswith:name" ->
          named(new NameFilter(name.is(), Optional.of(value), name.part()));
      case "call substringof:name", "call contains:name" ->
          named(new NameFilter(name.is(), name.start(), Optional.of(value)));
      case "tagname", "tagvalue" ->
          new ResourceTerms(within, type, location, name, TagTerms.and(tags, term));
      default -> throw FilterTerm.unsupported(term.name());
    };
  }

  private ResourceTerms named(NameFilter other) {
    return new ResourceTerms(within, type, location, other, tags);
  }

  private ResourcePath group(String group) {
    if (within.kind() != ResourcePath.Kind.SUBSCRIPTION) {
      throw FilterTerm.unsupported("resourceGroup");
    }
    ResourcePath path = ResourcePath.parse("$filter", within + "/resourceGroups/" + group);
    if (path.kind() != ResourcePath.Kind.GROUP) {
      throw FilterTerm.unsupported("resourceGroup");
    }
    return path;
  }

  private String type(String asked) {
    if (type.filter(fixed -> !fixed.equalsIgnoreCase(asked)).isPresent()) {
      throw new MalformedValue("$filter", "asks for another type than the path");
    }
    return asked;
  }

  ResourceFilter filter() {
    return new ResourceFilter(within, type, location, name, TagTerms.checked(tags));
  }
}
