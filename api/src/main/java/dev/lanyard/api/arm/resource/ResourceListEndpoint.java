package dev.lanyard.api.arm.resource;

import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.FilterTerm;
import dev.lanyard.api.arm.identity.UserIdentityJson;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.TenantId;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.state.Listed;
import dev.lanyard.projections.state.Listed.OfResource;
import dev.lanyard.projections.state.Listed.OfUserIdentity;
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
    long asOf = request.moment().asOf();
    Page<Listed> page = state.resources(wanted.filter(), request.paging(), asOf);
    return request.list(page, listed -> expansions.add(expanded, listed, json(listed), asOf));
  }

  private Json.Obj json(Listed listed) {
    return switch (listed) {
      case OfResource(var resource) -> ResourceJson.of(resource, tenant);
      case OfUserIdentity(var identity) -> UserIdentityJson.of(identity, tenant);
    };
  }
}
