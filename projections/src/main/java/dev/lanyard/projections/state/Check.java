package dev.lanyard.projections.state;

import static java.util.Comparator.comparingInt;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.projections.state.Explanation.Considered;
import dev.lanyard.projections.state.Explanation.Denial;
import dev.lanyard.projections.state.Explanation.Locked;
import dev.lanyard.projections.state.Explanation.Place;
import dev.lanyard.projections.state.RequestedAction.Match;
import dev.lanyard.projections.store.Reader;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One check of a right, with its reasons: reads as little as the answer needs. */
record Check(
    HeldGrants grants, Holders holders, RequestedAction action, ResourcePath scope, Instant at) {
  private static final Comparator<Considered> NEAREST_FIRST =
      comparingInt((Considered each) -> each.grant().at().key().length())
          .reversed()
          .thenComparing(each -> each.grant().assignment().toString());

  Explanation explain() throws SQLException {
    Acting found = Acting.of(reader(), places().asOf(), holders);
    List<Place> lived = lived();
    String where =
        "b.path_key IN (%s) AND a.principal IN (%s)"
            .formatted(TableSql.marks(keys().length), DecisionView.numbers(found.known().values()));
    List<Considered> considered = new ArrayList<>();
    for (HeldGrants.Row row : grants.live(HeldGrants.PLACES_FIRST, where, keys())) {
      considered.add(new Considered(row.grant(), outcome(row, found)));
    }
    considered.sort(NEAREST_FIRST);
    boolean granted = any(considered, Outcome.Grants.class);
    List<Locked> locks =
        granted ? new Locking(places()).against(Locking.effectOf(action, scope), scope) : List.of();
    int rows = found.rows() + lived.size() + considered.size() + locks.size();
    if (!granted) {
      List<HeldGrants.Row> removed = grants.removed(where, Explanation.REMOVED_MAX, keys());
      rows += removed.size();
      removed.forEach(row -> takenAway(row).ifPresent(considered::add));
    }
    return new Explanation(
        denial(considered, locks, found), places().position(), at, lived, considered, locks, rows);
  }

  private List<Place> lived() throws SQLException {
    String sql =
        "SELECT b.path, b.scope, b.from_commit FROM binding b WHERE b.path_key IN (%s) AND %s"
            .formatted(TableSql.marks(keys().length), places().asOf().live("b"));
    List<Place> lived =
        reader()
            .list(
                row ->
                    new Place(
                        ResourcePath.parse("path", row.getString(1)),
                        ScopeId.parse(reader().text(row.getLong(2))),
                        row.getLong(3)),
                sql,
                keys());
    return lived.stream()
        .sorted(comparingInt((Place place) -> place.path().key().length()).reversed())
        .toList();
  }

  /** What the role says comes first: of what says nothing it does not matter why it would not. */
  private Outcome outcome(HeldGrants.Row row, Acting found) {
    return switch (action.in(row.body().permissions())) {
      case Match.None _ -> new Outcome.NoMatch();
      case Match.Excluded(var pattern, var by) -> new Outcome.ExcludedBy(pattern, by);
      case Match.Granted(var pattern) -> {
        if (!found.acting().containsKey(holders.caller())
            || !found.acting().containsKey(row.grant().holder())) {
          yield new Outcome.HolderNotActing(pattern);
        }
        if (row.grant().expiresOn().isPresent() && !at.isBefore(row.grant().expiresOn().get())) {
          yield new Outcome.Expired(pattern);
        }
        yield row.conditional() ? new Outcome.Conditional(pattern) : new Outcome.Grants(pattern);
      }
    };
  }

  private Optional<Considered> takenAway(HeldGrants.Row row) {
    return action.in(row.body().permissions()) instanceof Match.Granted(var pattern)
        ? Optional.of(new Considered(row.grant(), new Outcome.Removed(pattern, row.until())))
        : Optional.empty();
  }

  private Optional<Denial> denial(List<Considered> all, List<Locked> locks, Acting found) {
    if (any(all, Outcome.Grants.class)) {
      return locks.isEmpty() ? Optional.empty() : Optional.of(Denial.LOCKED);
    }
    if (!found.acting().containsKey(holders.caller()) || any(all, Outcome.HolderNotActing.class)) {
      return Optional.of(Denial.PRINCIPAL_NOT_LIVE);
    }
    if (any(all, Outcome.Expired.class)) {
      return Optional.of(Denial.EXPIRED);
    }
    if (any(all, Outcome.Conditional.class)) {
      return Optional.of(Denial.CONDITION);
    }
    return Optional.of(
        any(all, Outcome.ExcludedBy.class) ? Denial.NOT_ACTION : Denial.NO_ASSIGNMENT);
  }

  private static boolean any(List<Considered> all, Class<? extends Outcome> outcome) {
    return all.stream().anyMatch(each -> outcome.isInstance(each.outcome()));
  }

  private Object[] keys() {
    return Places.upwards(scope).stream().map(ResourcePath::key).toArray();
  }

  private Places places() {
    return grants.places();
  }

  private Reader reader() {
    return places().reader();
  }
}
