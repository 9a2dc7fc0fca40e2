package dev.lanyard.api.arm.resource;

import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.FilterTerm;
import dev.lanyard.api.arm.TagFilter;
import dev.lanyard.api.arm.identity.UserIdentityJson;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.TenantId;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.state.Listed;
import dev.lanyard.projections.state.Listed.OfResource;
import dev.lanyard.projections.state.Listed.OfUserIdentity;
import dev.lanyard.projections.state.ResourceFilter;
import dev.lanyard.projections.state.StateQueries;
import java.util.Map;
import java.util.Optional;

/** Listings of resources; user-assigned identities stand among them (CONTRACT 4.1). */
public final class ResourceListEndpoint {
  private final StateQueries state;
  private final TenantId tenant;

  /** Makes an endpoint of this node's view. */
  public ResourceListEndpoint(StateQueries state, TenantId tenant) {
    this.state = state;
    this.tenant = tenant;
  }

  /**
   * Resources in a subscription, a group or a parent.
   *
   * @param type only those of this full type, where the path has one
   */
  public ArmReply list(ArmRequest request, ResourcePath within, Optional<String> type) {
    request.requireGet();
    Wanted wanted = new Wanted(within, type);
    for (FilterTerm term : FilterTerm.parse(request.query("$filter"))) {
      wanted = wanted.and(term);
    }
    Wanted all = wanted.checked();
    Page<Listed> page =
        state.resources(
            new ResourceFilter(all.within, all.type), request.paging(), request.moment().asOf());
    return request.list(TagFilter.page(page, all::holds), this::json);
  }

  private Json.Obj json(Listed listed) {
    return switch (listed) {
      case OfResource(var resource) -> ResourceJson.of(resource, tenant);
      case OfUserIdentity(var identity) -> UserIdentityJson.of(identity, tenant);
    };
  }

  /** What a listing's filter asks for: {@code resourceGroup}, {@code resourceType}, and so on. */
  private record Wanted(
      ResourcePath within, Optional<String> type, Optional<String> name, TagFilter tags) {

    Wanted(ResourcePath within, Optional<String> type) {
      this(within, type, Optional.empty(), new TagFilter(Optional.empty(), Optional.empty()));
    }

    Wanted and(FilterTerm term) {
      String value = term.value().filter(_ -> !term.call()).orElseThrow(FilterTerm::unsupported);
      return switch (term.name()) {
        case "resourcegroup" -> new Wanted(group(value), type, name, tags);
        case "resourcetype" -> new Wanted(within, Optional.of(type(value)), name, tags);
        case "name" -> new Wanted(within, type, Optional.of(value), tags);
        default -> new Wanted(within, type, name, tags.and(term));
      };
    }

    private ResourcePath group(String group) {
      if (within.kind() != ResourcePath.Kind.SUBSCRIPTION) {
        throw FilterTerm.unsupported();
      }
      ResourcePath path = ResourcePath.parse("$filter", within + "/resourceGroups/" + group);
      if (path.kind() != ResourcePath.Kind.GROUP) {
        throw FilterTerm.unsupported();
      }
      return path;
    }

    private String type(String asked) {
      if (type.filter(fixed -> !fixed.equalsIgnoreCase(asked)).isPresent()) {
        throw new MalformedValue("$filter", "asks for another type than the path");
      }
      return asked;
    }

    Wanted checked() {
      return new Wanted(within, type, name, tags.checked());
    }

    boolean holds(Listed listed) {
      return switch (listed) {
        case OfResource(var resource) -> holds(resource.scope().path(), resource.body().tags());
        case OfUserIdentity(var identity) -> holds(identity.scope().path(), identity.body().tags());
      };
    }

    private boolean holds(ResourcePath path, Map<String, String> given) {
      return name.map(path.name()::equalsIgnoreCase).orElse(true) && tags.holds(given);
    }
  }
}
