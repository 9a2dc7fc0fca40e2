package dev.lanyard.api.access;

import dev.lanyard.domain.ActionPattern;
import dev.lanyard.projections.state.Explanation;
import dev.lanyard.projections.state.Outcome;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * What a check looked at, and what came of each.
 *
 * @param scopePath what lives at the scope and above it, nearest first
 * @param assignments those that the principal and its groups have there, nearest first; where it is
 *     denied, behind them at most {@value Explanation#REMOVED_MAX} that would have allowed it and
 *     were taken away, latest first
 * @param locks those that forbid it, nearest first; looked for only where an assignment allows it
 */
public record ExplanationBody(
    List<Place> scopePath, List<Considered> assignments, List<Lock> locks) {

  /**
   * A place.
   *
   * @param path where it is
   * @param id what lives there: {@code /}, a subscription, or the uid of a thing
   * @param since the position since which it lives there; 0 for what was always there
   */
  public record Place(String path, String id, long since) {}

  /**
   * An assignment that was considered.
   *
   * @param grant the assignment
   * @param outcome what it does for the action
   * @param pattern of its role that covers the action
   * @param notPattern of its role that takes the action back
   * @param removedAt the position at which it was taken away
   */
  public record Considered(
      GrantBody grant,
      @Schema(
              allowableValues = {
                "Grants",
                "ExcludedByNotAction",
                "NoMatch",
                "Expired",
                "Conditional",
                "HolderNotLive",
                "Removed"
              })
          String outcome,
      Optional<String> pattern,
      Optional<String> notPattern,
      Optional<Long> removedAt) {

    private static Considered of(Explanation.Considered considered) {
      GrantBody grant = GrantBody.of(considered.grant());
      return switch (considered.outcome()) {
        case Outcome.Grants(var pattern) -> of(grant, "Grants", pattern);
        case Outcome.ExcludedBy(var pattern, var by) ->
            new Considered(
                grant,
                "ExcludedByNotAction",
                Optional.of(pattern.toString()),
                Optional.of(by.toString()),
                Optional.empty());
        case Outcome.NoMatch() ->
            new Considered(grant, "NoMatch", Optional.empty(), Optional.empty(), Optional.empty());
        case Outcome.Expired(var pattern) -> of(grant, "Expired", pattern);
        case Outcome.Conditional(var pattern) -> of(grant, "Conditional", pattern);
        case Outcome.HolderNotActing(var pattern) -> of(grant, "HolderNotLive", pattern);
        case Outcome.Removed(var pattern, var until) ->
            new Considered(
                grant,
                "Removed",
                Optional.of(pattern.toString()),
                Optional.empty(),
                Optional.of(until));
      };
    }

    private static Considered of(GrantBody grant, String outcome, ActionPattern pattern) {
      return new Considered(
          grant, outcome, Optional.of(pattern.toString()), Optional.empty(), Optional.empty());
    }
  }

  /**
   * A lock that forbids the action.
   *
   * @param scope where it lies
   * @param name its name there
   * @param level what it forbids
   * @param placedAt the position since which it says so
   */
  public record Lock(
      String scope,
      String name,
      @Schema(allowableValues = {"ReadOnly", "CanNotDelete"}) String level,
      long placedAt) {}

  public ExplanationBody {
    scopePath = List.copyOf(scopePath);
    assignments = List.copyOf(assignments);
    locks = List.copyOf(locks);
  }

  static ExplanationBody of(Explanation explanation) {
    return new ExplanationBody(
        explanation.places().stream()
            .map(place -> new Place(place.path().toString(), place.id().toString(), place.since()))
            .toList(),
        explanation.considered().stream().map(Considered::of).toList(),
        explanation.locks().stream()
            .map(
                lock ->
                    new Lock(
                        lock.at().toString(),
                        lock.name().toString(),
                        lock.level().toString(),
                        lock.placed()))
            .toList());
  }
}
