package dev.lanyard.api.access;

import dev.lanyard.api.authority.OwnToken;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether somebody may do something somewhere.
 *
 * @param allowed whether it is allowed
 * @param reason why, or why not
 * @param decidedAt the position of the ledger that the answer rests on
 * @param evaluatedAt the instant against which expiries were held
 * @param principalId who was asked about; absent where a token names nobody who counts
 * @param active whether the token counts now; only where there was one
 * @param audience for whom the token is: a resource server compares it with itself
 * @param resourceId through which resource the token was asked for; absent for others than managed
 *     identities
 * @param explanation what was considered; absent for inactive tokens, and where not asked for
 */
public record CheckAnswer(
    boolean allowed,
    @Schema(
            allowableValues = {
              "Granted",
              "NoAssignment",
              "NotAction",
              "Condition",
              "Expired",
              "PrincipalNotLive",
              "Locked",
              "TokenInactive"
            })
        String reason,
    long decidedAt,
    Instant evaluatedAt,
    Optional<String> principalId,
    Optional<Boolean> active,
    Optional<String> audience,
    Optional<String> resourceId,
    Optional<ExplanationBody> explanation)
    implements CheckReply {

  /** About a principal. */
  static CheckAnswer of(Decided decided, PrincipalId principal) {
    return answer(decided, principal, Optional.empty());
  }

  /** About the bearer of a token that counts. */
  static CheckAnswer of(Decided decided, OwnToken token) {
    return answer(decided, token.principal(), Optional.of(token));
  }

  private static CheckAnswer answer(
      Decided decided, PrincipalId principal, Optional<OwnToken> token) {
    return new CheckAnswer(
        decided.denial().isEmpty(),
        decided.reason(),
        decided.position(),
        decided.at(),
        Optional.of(principal.toString()),
        token.map(_ -> true),
        token.map(OwnToken::audience),
        token.flatMap(OwnToken::resource).map(ResourcePath::toString),
        decided.explanation().map(ExplanationBody::of));
  }

  /**
   * About a token that does not count, whatever it is: nothing of it is told.
   *
   * @param position the last commit that could have ended it
   */
  static CheckAnswer inactive(long position, Instant at) {
    return new CheckAnswer(
        false,
        "TokenInactive",
        position,
        at,
        Optional.empty(),
        Optional.of(false),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
