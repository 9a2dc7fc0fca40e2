package dev.lanyard.api.arm.resource;

import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.FilterTerm;
import dev.lanyard.api.arm.identity.UserIdentityJson;
import dev.lanyard.api.security.Action;
import dev.lanyard.api.security.Sight;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.TenantId;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.state.Listed;
import dev.lanyard.projections.state.Listed.OfResource;
import dev.lanyard.projections.state.Listed.OfUserIdentity;
import dev.lanyard.projections.state.ResourceFilter;
import dev.lanyard.projections.state.StateQueries;
import java.util.Optional;

/** Listings of resources; user-assigned identities stand among them (CONTRACT 4.1). */
public final class ResourceListEndpoint {
  private final StateQueries state;
  private final Expansions expansions;
  private final TenantId tenant;

  /** Makes an endpoint of this node's view. */
  public ResourceListEndpoint(StateQueries state, Expansions expansions, TenantId tenant) {
    this.state = state;
    this.expansions = expansions;
    this.tenant = tenant;
  }

  /**
   * Resources in a subscription, a group or a parent.
   *
   * @param type only those of this full type, where the path has one
   */
  public ArmReply list(ArmRequest request, ResourcePath within, Optional<String> type) {
    request.requireGet();
    ResourceTerms wanted = ResourceTerms.of(within, type);
    for (FilterTerm term : FilterTerm.parse(request.query("$filter"))) {
      wanted = wanted.and(term);
    }
    var expanded = Expansions.asked(request.query("$expand"));
    ResourceFilter filter = wanted.filter();
    long asOf = request.moment().asOf();
    Sight sight = request.guarded().sight();
    Page<Listed> page =
        sight.page(
            request.paging(),
            next -> state.resources(filter, next, asOf),
            listed -> sees(sight, pathOf(listed)));
    return request.list(page, listed -> expansions.add(expanded, listed, json(listed), asOf));
  }

  private static boolean sees(Sight sight, ResourcePath path) {
    return sight.sees(Action.read(path.type()), path);
  }

  private static ResourcePath pathOf(Listed listed) {
    return switch (listed) {
      case OfResource(var resource) -> resource.scope().path();
      case OfUserIdentity(var identity) -> identity.scope().path();
    };
  }

  private Json.Obj json(Listed listed) {
    return switch (listed) {
      case OfResource(var resource) -> ResourceJson.of(resource, tenant);
      case OfUserIdentity(var identity) -> UserIdentityJson.of(identity, tenant);
    };
  }
}
