package dev.lanyard.api.access;

import dev.lanyard.api.authority.OwnToken;
import dev.lanyard.api.authority.TokenIntrospection;
import dev.lanyard.api.http.Moment;
import dev.lanyard.api.http.Moments;
import dev.lanyard.projections.state.AccessDecisions;
import dev.lanyard.projections.state.Holders;
import dev.lanyard.projections.state.Ruling;
import dev.lanyard.projections.state.StateQueries;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers checks from the state view, each from one snapshot. */
final class Checks {
  private final AccessDecisions decisions;
  private final TokenIntrospection tokens;
  private final Moments moments;

  Checks(AccessDecisions decisions, TokenIntrospection tokens, Moments moments) {
    this.decisions = decisions;
    this.tokens = tokens;
    this.moments = moments;
  }

  /**
   * Answers one.
   *
   * @param now against which expiries are held, unless the check asks for the past
   * @throws dev.lanyard.api.http.ProblemException as {@link Moments#of}
   */
  CheckAnswer answer(Check check, Instant now) {
    return switch (check.whose()) {
      case Whose.Named(var holders) ->
          CheckAnswer.of(decide(check, holders, now), holders.caller());
      case Whose.Bearer(var token) -> ofBearer(check, token, now);
    };
  }

  private CheckAnswer ofBearer(Check check, String token, Instant now) {
    long before = moments.position();
    Optional<OwnToken> active = tokens.active(token);
    if (active.isEmpty()) {
      return CheckAnswer.inactive(moments.position(), now);
    }
    Decided decided = decide(check, new Holders(active.get().principal(), List.of()), now);
    // What ended the token may lie between the two looks: the answer holds at its own position.
    if (decided.position() > before && tokens.active(token).isEmpty()) {
      return CheckAnswer.inactive(moments.position(), now);
    }
    return CheckAnswer.of(decided, active.get());
  }

  private Decided decide(Check check, Holders holders, Instant now) {
    if (check.asOf().isPresent()) {
      Moment moment = moments.of(check.asOfField(), check.asOf(), Optional.empty());
      Instant then = moments.evaluated(moment, check.asOf(), now);
      return explained(check, holders, moment.asOf(), then);
    }
    if (!check.explained()) {
      Ruling ruling = decisions.allowed(holders, check.action(), check.scope(), now);
      if (ruling.allowed()) {
        return Decided.allowed(ruling, now);
      }
    }
    return explained(check, holders, StateQueries.CURRENT, now);
  }

  private Decided explained(Check check, Holders holders, long asOf, Instant at) {
    return Decided.by(
        decisions.check(holders, check.action(), check.scope(), asOf, at), check.explained());
  }
}
