package dev.lanyard.api.principal;

import dev.lanyard.api.Reply;
import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.http.Moment;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.own.Bodies;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.domain.About;
import dev.lanyard.domain.Principal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.command.PrincipalCommand.DisablePrincipal;
import dev.lanyard.domain.command.PrincipalCommand.RemovePrincipal;
import dev.lanyard.domain.principal.PrincipalRules;
import dev.lanyard.projections.state.StateQueries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Users, groups and service principals that roles can be assigned to. */
@RestController
@Tag(name = "principals")
public final class PrincipalController {
  private final StateQueries state;

  /** Makes the controller. */
  public PrincipalController(StateQueries state) {
    this.state = state;
  }

  /**
   * Registers a principal, or disables one, which goes on while the state view is behind. A
   * disabled principal is never enabled again.
   */
  @PutMapping("/principals/{id}")
  @Operation(
      summary = "Register a principal, or disable it",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = PrincipalRequest.class))))
  public ResponseEntity<PrincipalBody> put(
      @PathVariable String id,
      @Parameter(hidden = true) GuardedRequest guarded,
      HttpServletRequest request)
      throws IOException {
    var asked = PrincipalRequest.of(JsonText.read(Bodies.read(request)));
    if (!asked.disables()) {
      guarded.requireCurrent();
    }
    var principal = PrincipalId.parse("id", id);
    Reply<? extends About<Principal>> registered =
        guarded.send(PrincipalRules.REGISTER, asked.toCommand(principal));
    boolean created = registered.done().changed();
    if (asked.enables() && subject(registered).disabled()) {
      throw Problem.of(409, "PrincipalDisabled", "A disabled principal is not enabled again.")
          .at("state")
          .exception();
    }
    if (asked.disables()) {
      return reply(guarded.send(PrincipalRules.DISABLE, new DisablePrincipal(principal)), created);
    }
    return reply(registered, created);
  }

  /** A registered principal. */
  @GetMapping("/principals/{id}")
  @Operation(summary = "A registered principal")
  @Parameter(name = Moment.AS_OF, description = "A position or an RFC 3339 instant of the past")
  public PrincipalBody get(@PathVariable String id, @Parameter(hidden = true) Moment moment) {
    return state
        .principal(PrincipalId.parse("id", id), moment.asOf())
        .map(PrincipalBody::of)
        .orElseThrow(
            () ->
                Problem.of(404, "PrincipalNotFound", "No registered principal has this id.")
                    .exception());
  }

  /** Ends a principal and its grants; one that does not live is no error. */
  @DeleteMapping("/principals/{id}")
  @Operation(summary = "Remove a principal and its role assignments")
  public ResponseEntity<Void> delete(
      @PathVariable String id, @Parameter(hidden = true) GuardedRequest guarded) {
    var reply =
        guarded.send(PrincipalRules.REMOVE, new RemovePrincipal(PrincipalId.parse("id", id)));
    return Bodies.deleted(reply);
  }

  private static ResponseEntity<PrincipalBody> reply(
      Reply<? extends About<Principal>> reply, boolean created) {
    return ResponseEntity.status(created ? 201 : 200)
        .headers(Bodies.headers(reply))
        .body(PrincipalBody.of(subject(reply)));
  }

  private static Principal subject(Reply<? extends About<Principal>> reply) {
    return reply.done().after().subject().orElseThrow();
  }
}
