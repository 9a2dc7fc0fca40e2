package dev.lanyard.api.arm.resource;

import dev.lanyard.api.FreshIds;
import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.Fields;
import dev.lanyard.api.arm.Locations;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ThingProblems;
import dev.lanyard.api.security.Action;
import dev.lanyard.api.security.Requirement;
import dev.lanyard.domain.IdentityBlock;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.TenantId;
import dev.lanyard.domain.command.ResourceCommand.DeleteResource;
import dev.lanyard.domain.command.ResourceCommand.Fresh;
import dev.lanyard.domain.command.ResourceCommand.PatchResource;
import dev.lanyard.domain.command.ResourceCommand.PutResource;
import dev.lanyard.domain.resource.ResourceRules;
import dev.lanyard.projections.state.StateQueries;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One generic resource with its identity block (CONTRACT 4.1 and 4.2). */
public final class ResourceEndpoint {
  private static final String ETAG = "ETag";

  private final StateQueries state;
  private final TenantId tenant;
  private final FreshIds ids;

  /** Makes an endpoint of this node's view. */
  public ResourceEndpoint(StateQueries state, TenantId tenant, FreshIds ids) {
    this.state = state;
    this.tenant = tenant;
    this.ids = ids;
  }

  /** Any method on one resource. */
  public ArmReply serve(ArmRequest request, ResourcePath path) throws IOException {
    return switch (request.method()) {
      case "GET" -> get(request, path);
      case "PUT" -> put(request, path);
      case "PATCH" -> patch(request, path);
      case "DELETE" -> delete(request, path);
      default -> throw request.notAllowed("GET", "HEAD", "PUT", "PATCH", "DELETE");
    };
  }

  private ArmReply get(ArmRequest request, ResourcePath path) {
    Precondition precondition = Preconditions.of(request);
    long asOf = request.moment().asOf();
    LiveResource resource =
        state.resource(path, asOf).orElseThrow(() -> missing(path, asOf).exception());
    if (precondition.holds(Optional.of(resource.revision()))) {
      return reply(200, resource);
    }
    return switch (precondition) {
      case Precondition.Absent _, Precondition.Differs _ ->
          ArmReply.empty(304).with(ETAG, resource.revision().etag());
      case Precondition.Always _, Precondition.Exists _, Precondition.Matches _ ->
          throw ThingProblems.preconditionFailed(path).exception();
    };
  }

  private Problem missing(ResourcePath path, long asOf) {
    ResourcePath group = path.group().orElseThrow();
    return state.group(group, asOf).isPresent()
        ? ThingProblems.resourceNotFound(path)
        : ThingProblems.groupNotFound(group);
  }

  private ArmReply put(ArmRequest request, ResourcePath path) throws IOException {
    Json.Obj json = request.json();
    Fields body = Fields.of(json);
    Optional<IdentityBlock> identity = identity(request, body);
    var command =
        new PutResource(
            path,
            fresh(),
            Locations.of(body),
            body.tags().orElse(Map.of()),
            ResourceJson.rest(path, json, false),
            identity,
            Preconditions.of(request));
    var done = request.send(ResourceRules.PUT, command).done();
    int status = done.before().subject().isEmpty() ? 201 : 200;
    return reply(status, done.after().subject().orElseThrow());
  }

  private ArmReply patch(ArmRequest request, ResourcePath path) throws IOException {
    Json.Obj json = request.json();
    Fields body = Fields.of(json);
    Optional<IdentityBlock> identity = identity(request, body);
    var command =
        new PatchResource(
            path,
            fresh(),
            body.tags(),
            ResourceJson.rest(path, json, true),
            identity,
            Preconditions.of(request));
    var done = request.send(ResourceRules.PATCH, command).done();
    return reply(200, done.after().subject().orElseThrow());
  }

  /** The block, once the caller may assign every identity that it names to attach. */
  private static Optional<IdentityBlock> identity(ArmRequest request, Fields body) {
    Optional<IdentityBlock> block = IdentityBlocks.read(body);
    List<Requirement> linked =
        block.flatMap(IdentityBlock::named).map(IdentityBlock.Named::attach).stream()
            .flatMap(Set::stream)
            .sorted(Comparator.comparing(ResourcePath::key))
            .map(named -> Requirement.at(Action.ASSIGN_IDENTITY, named))
            .toList();
    request.guarded().requireLinked(linked);
    return block;
  }

  private ArmReply delete(ArmRequest request, ResourcePath path) {
    var command = new DeleteResource(path, Preconditions.of(request));
    boolean changed = request.send(ResourceRules.DELETE, command).done().changed();
    return ArmReply.empty(changed ? 200 : 204);
  }

  private ArmReply reply(int status, LiveResource resource) {
    return ArmReply.of(status, ResourceJson.of(resource, tenant))
        .with(ETAG, resource.revision().etag());
  }

  private Fresh fresh() {
    return new Fresh(ids.thing(), ids.principal(), ids.client());
  }
}
