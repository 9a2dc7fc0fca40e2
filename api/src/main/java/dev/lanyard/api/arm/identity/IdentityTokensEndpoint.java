package dev.lanyard.api.arm.identity;

import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.command.TokenCommand.RevokeIdentityTokens;
import dev.lanyard.domain.token.TokenRules;
import java.math.BigDecimal;

/** Ends the tokens of managed identities: {@code revokeTokens}, which Azure does not have. */
public final class IdentityTokensEndpoint {
  /** Makes an endpoint. */
  public IdentityTokensEndpoint() {}

  /**
   * Ends all tokens that an identity got until now; the reply tells from which commit on.
   *
   * @param identity a user-assigned identity, or a resource with a system-assigned one
   */
  public ArmReply revoke(ArmRequest request, ResourcePath identity) {
    if (!request.method().equals("POST")) {
      throw request.notAllowed("POST");
    }
    var done = request.send(TokenRules.REVOKE_IDENTITY, new RevokeIdentityTokens(identity)).done();
    return ArmReply.of(
        200,
        new JsonBuilder()
            .json("position", new Json.Num(BigDecimal.valueOf(done.position())))
            .instant("committedAt", done.committedAt().orElseThrow())
            .build());
  }
}
