package dev.lanyard.api.arm.identity;

import dev.lanyard.api.FreshIds;
import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.Fields;
import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.api.arm.Locations;
import dev.lanyard.api.http.ThingProblems;
import dev.lanyard.api.security.Action;
import dev.lanyard.api.security.Requirement;
import dev.lanyard.api.security.Sight;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LiveUserIdentity;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.TenantId;
import dev.lanyard.domain.UserIdentityBody.Isolation;
import dev.lanyard.domain.command.ResourceCommand.Fresh;
import dev.lanyard.domain.command.UserIdentityCommand;
import dev.lanyard.domain.command.UserIdentityCommand.CreateUserIdentity;
import dev.lanyard.domain.command.UserIdentityCommand.DeleteUserIdentity;
import dev.lanyard.domain.command.UserIdentityCommand.UpdateUserIdentity;
import dev.lanyard.domain.identity.UserIdentityRules;
import dev.lanyard.projections.state.Associated;
import dev.lanyard.projections.state.LiveSubscription;
import dev.lanyard.projections.state.StateQueries;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** User-assigned identities (CONTRACT 4.2). */
public final class UserIdentityEndpoint {
  private static final Action READ = Action.read(UserIdentityCommand.TYPE);
  private static final Action READ_RESOURCES =
      Action.read("Microsoft.Resources/subscriptions/resources");

  private final StateQueries state;
  private final TenantId tenant;
  private final FreshIds ids;

  /** Makes an endpoint of this node's view. */
  public UserIdentityEndpoint(StateQueries state, TenantId tenant, FreshIds ids) {
    this.state = state;
    this.tenant = tenant;
    this.ids = ids;
  }

  /** Any method on one identity. */
  public ArmReply serve(ArmRequest request, ResourcePath path) throws IOException {
    return switch (request.method()) {
      case "GET" -> reply(200, existing(path, request.moment().asOf()));
      case "PUT" -> put(request, path);
      case "PATCH" -> patch(request, path);
      case "DELETE" -> delete(request, path);
      default -> throw request.notAllowed("GET", "HEAD", "PUT", "PATCH", "DELETE");
    };
  }

  /** The identities of a subscription or group. */
  public ArmReply list(ArmRequest request, ResourcePath within) {
    request.requireGet();
    long asOf = request.moment().asOf();
    Sight sight = request.guarded().sight();
    return request.list(
        sight.page(
            request.paging(),
            page -> state.userIdentities(within, page, asOf),
            identity -> sight.sees(READ, identity.scope().path())),
        identity -> UserIdentityJson.of(identity, tenant));
  }

  private LiveUserIdentity existing(ResourcePath path, long asOf) {
    return state
        .userIdentity(path, asOf)
        .orElseThrow(() -> ThingProblems.resourceNotFound(path).exception());
  }

  private ArmReply put(ArmRequest request, ResourcePath path) throws IOException {
    Fields body = request.body();
    var command =
        new CreateUserIdentity(
            path,
            new Fresh(ids.thing(), ids.principal(), ids.client()),
            Locations.required(body),
            body.tags().orElse(Map.of()),
            isolation(body));
    var done = request.send(UserIdentityRules.CREATE, command).done();
    int status = done.before().subject().isEmpty() ? 201 : 200;
    return reply(status, done.after().subject().orElseThrow());
  }

  private ArmReply patch(ArmRequest request, ResourcePath path) throws IOException {
    Fields body = request.body();
    var command = new UpdateUserIdentity(path, body.tags(), isolation(body));
    var done = request.send(UserIdentityRules.UPDATE, command).done();
    return reply(200, done.after().subject().orElseThrow());
  }

  private static Optional<Isolation> isolation(Fields body) {
    return body.fields("properties")
        .flatMap(properties -> properties.text("isolationScope"))
        .map(text -> Isolation.parse("properties.isolationScope", text));
  }

  private ArmReply delete(ArmRequest request, ResourcePath path) {
    var done = request.send(UserIdentityRules.DELETE, new DeleteUserIdentity(path)).done();
    return ArmReply.empty(done.changed() ? 200 : 204);
  }

  private ArmReply reply(int status, LiveUserIdentity identity) {
    return ArmReply.of(status, UserIdentityJson.of(identity, tenant));
  }

  /** The resources that can act as an identity, of those that the caller may read. */
  public ArmReply associated(ArmRequest request, ResourcePath path) {
    if (!request.method().equals("POST")) {
      throw request.notAllowed("POST");
    }
    for (String unsupported : new String[] {"$filter", "$orderby"}) {
      if (request.query(unsupported).isPresent()) {
        throw new MalformedValue(unsupported, "is not offered here; the order is by id");
      }
    }
    long asOf = request.moment().asOf();
    Sight sight = request.guarded().sight(Requirement.at(READ_RESOURCES, ResourcePath.ROOT));
    var found = new AssociatedInSight(state, existing(path, asOf).scope().requireThing(), asOf);
    int skip = request.query("$skiptoken").isPresent() ? 0 : request.count("$skip");
    Associated associated = found.page(request.paging(), skip, sight);
    return request.list(
        new JsonBuilder().json("totalCount", new Json.Num(BigDecimal.valueOf(associated.total()))),
        associated.resources(),
        resource -> json(resource, asOf));
  }

  private Json.Obj json(Scope resource, long asOf) {
    ResourcePath path = resource.path();
    Optional<LiveSubscription> subscription =
        path.subscription().flatMap(id -> state.subscription(id, asOf));
    return new JsonBuilder()
        .text("id", path)
        .text("name", path.name())
        .text("type", path.type().toLowerCase(Locale.ROOT))
        .text("resourceGroup", path.group().map(ResourcePath::name).orElse(""))
        .text("subscriptionId", path.subscription().orElseThrow())
        .textOrNull("subscriptionDisplayName", subscription.map(LiveSubscription::display))
        .build();
  }
}
