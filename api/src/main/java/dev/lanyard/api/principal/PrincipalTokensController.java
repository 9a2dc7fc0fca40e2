package dev.lanyard.api.principal;

import dev.lanyard.api.own.Bodies;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.command.TokenCommand.RevokePrincipalTokens;
import dev.lanyard.domain.token.TokenRules;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Ends the tokens of registered principals. */
@RestController
@Tag(name = "principals")
public final class PrincipalTokensController {
  /** Makes the controller. */
  public PrincipalTokensController() {}

  /** Ends all tokens that a principal got until now; its credentials stay, and get new ones. */
  @PostMapping("/principals/{id}/revokeTokens")
  @Operation(summary = "End all tokens that a principal got until now")
  public ResponseEntity<Revoked> revoke(
      @PathVariable String id, @Parameter(hidden = true) GuardedRequest guarded) {
    var command = new RevokePrincipalTokens(PrincipalId.parse("id", id));
    var reply = guarded.send(TokenRules.REVOKE_PRINCIPAL, command);
    var done = reply.done();
    return ResponseEntity.ok()
        .headers(Bodies.headers(reply))
        .body(new Revoked(done.position(), done.committedAt().orElseThrow()));
  }

  /**
   * A revocation of tokens.
   *
   * @param position the commit from which on the tokens are not active
   * @param committedAt when it was made
   */
  public record Revoked(long position, Instant committedAt) {}
}
