package dev.lanyard.api.arm.lock;

import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.Fields;
import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.security.Action;
import dev.lanyard.api.security.Sight;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.Lock;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Texts;
import dev.lanyard.domain.command.LockCommand.PlaceLock;
import dev.lanyard.domain.command.LockCommand.RemoveLock;
import dev.lanyard.domain.lock.LockRules;
import dev.lanyard.projections.state.StateQueries;
import java.io.IOException;

/** Locks (CONTRACT 4.3). */
public final class LockEndpoint {
  /** Longest note, in characters (CONTRACT 10). */
  private static final int NOTES_MAX = 512;

  private static final String TYPE = "Microsoft.Authorization/locks";
  private static final Action READ = Action.read(TYPE);

  private final StateQueries state;

  /** Makes an endpoint of this node's view. */
  public LockEndpoint(StateQueries state) {
    this.state = state;
  }

  /** Any method on one lock. */
  public ArmReply serve(ArmRequest request, ResourcePath scope, LockName name) throws IOException {
    return switch (request.method()) {
      case "GET" -> get(request, scope, name);
      case "PUT" -> put(request, scope, name);
      case "DELETE" -> delete(request, scope, name);
      default -> throw request.notAllowed("GET", "HEAD", "PUT", "DELETE");
    };
  }

  /** The locks at a scope and below it. */
  public ArmReply list(ArmRequest request, ResourcePath scope) {
    request.requireGet();
    long asOf = request.moment().asOf();
    Sight sight = request.guarded().sight();
    return request.list(
        sight.page(
            request.paging(),
            page -> state.locks(scope, page, asOf),
            lock -> sight.sees(READ, lock.scope().path())),
        LockEndpoint::json);
  }

  private ArmReply get(ArmRequest request, ResourcePath scope, LockName name) {
    return state
        .lock(scope, name, request.moment().asOf())
        .map(lock -> ArmReply.of(200, json(lock)))
        .orElseThrow(
            () ->
                Problem.of(404, "LockNotFound", "The lock '" + name + "' could not be found.")
                    .exception());
  }

  private static ArmReply put(ArmRequest request, ResourcePath scope, LockName name)
      throws IOException {
    Fields properties = request.body().requiredFields("properties");
    var command =
        new PlaceLock(
            scope,
            name,
            LockLevel.parse(properties.at("level"), properties.requiredText("level")),
            properties
                .text("notes")
                .map(notes -> Texts.require(properties.at("notes"), notes, 0, NOTES_MAX)));
    var done = request.send(LockRules.PLACE, command).done();
    int status = done.before().subject().isEmpty() ? 201 : 200;
    return ArmReply.of(status, json(done.after().subject().orElseThrow()));
  }

  private static ArmReply delete(ArmRequest request, ResourcePath scope, LockName name) {
    var done = request.send(LockRules.REMOVE, new RemoveLock(scope, name)).done();
    return ArmReply.empty(done.changed() ? 200 : 204);
  }

  private static Json.Obj json(Lock lock) {
    JsonBuilder properties = new JsonBuilder().text("level", lock.level());
    lock.notes().ifPresent(notes -> properties.text("notes", notes));
    ResourcePath at = lock.scope().path();
    String scope = at.kind() == ResourcePath.Kind.ROOT ? "" : at.toString();
    return new JsonBuilder()
        .text("id", scope + "/providers/" + TYPE + "/" + lock.name())
        .text("name", lock.name())
        .text("type", TYPE)
        .json("properties", properties.build())
        .build();
  }
}
