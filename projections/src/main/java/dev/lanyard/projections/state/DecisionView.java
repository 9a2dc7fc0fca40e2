package dev.lanyard.projections.state;

import static dev.lanyard.projections.state.HeldGrants.GRANTS_FIRST;
import static dev.lanyard.projections.state.HeldGrants.PLACES_FIRST;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.store.Micros;
import dev.lanyard.projections.store.Snapshots;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Answers {@link AccessDecisions} from the state view's tables, and in short from memory. */
public final class DecisionView implements AccessDecisions {
  /** Behind the alias of the assignment's own name, by which grants are listed. */
  private static final String IN_ORDER =
      "an.id = a.assignment AND an.text > ? ORDER BY an.text LIMIT ?";

  private static final String EFFECTIVE =
      "a.condition IS NULL AND (a.expires_on IS NULL OR a.expires_on > ?)";

  private final Snapshots snapshots;
  private final Entitlements entitlements;
  private final RoleWordings wordings = new RoleWordings();

  /**
   * The view whose last commit the snapshots show.
   *
   * @param entitlements of the same view, from memory
   */
  public DecisionView(Snapshots snapshots, Entitlements entitlements) {
    this.snapshots = snapshots;
    this.entitlements = entitlements;
  }

  /** A question to one snapshot. */
  @FunctionalInterface
  private interface Question<T> {
    T answer(HeldGrants grants) throws SQLException;
  }

  private <T> T ask(long asOf, Question<T> question) {
    return snapshots.read(
        reader -> question.answer(new HeldGrants(new Places(reader, new AsOf(asOf)), wordings)));
  }

  @Override
  public Ruling allowed(Holders holders, RequestedAction action, ResourcePath scope, Instant now) {
    if (Locking.effectOf(action, scope) != Locking.Effect.NONE) {
      Explanation all = check(holders, action, scope, StateQueries.CURRENT, now);
      return new Ruling(all.allowed(), all.position(), all.rowsVisited());
    }
    Held held = entitlements.at(holders, scope);
    boolean allowed =
        held.grants().stream()
            .filter(grant -> grant.expiresOn().map(now::isBefore).orElse(true))
            .anyMatch(grant -> grant.permissions().stream().anyMatch(action::grantedBy));
    return new Ruling(allowed, held.position(), held.rowsVisited());
  }

  @Override
  public Explanation check(
      Holders holders, RequestedAction action, ResourcePath scope, long asOf, Instant at) {
    return ask(asOf, grants -> new Check(grants, holders, action, scope, at).explain());
  }

  @Override
  public Page<Entitled> who(
      RequestedAction action, ResourcePath scope, Paging paging, long asOf, Instant at) {
    return ask(asOf, grants -> new Census(grants, action, scope, at).page(paging));
  }

  @Override
  public Page<WordedGrant> what(Holders holders, Paging paging, long asOf, Instant at) {
    return ask(
        asOf,
        grants -> {
          List<WordedGrant> all =
              effective(
                  grants,
                  holders,
                  GRANTS_FIRST + " CROSS JOIN name an",
                  IN_ORDER,
                  Micros.of(at),
                  paging.after().orElse(""),
                  paging.limit() + 1);
          return Places.page(all, paging, grant -> grant.grant().assignment().toString());
        });
  }

  @Override
  public List<WordedGrant> held(Holders holders, ResourcePath scope, long asOf, Instant at) {
    List<Object> parameters = new ArrayList<>(List.of(Micros.of(at)));
    Places.upwards(scope).forEach(path -> parameters.add(path.key()));
    String there = "b.path_key IN (%s)".formatted(TableSql.marks(parameters.size() - 1));
    return ask(
        asOf, grants -> effective(grants, holders, PLACES_FIRST, there, parameters.toArray()));
  }

  /** The grants of those who act that count, none if the caller does not act. */
  private static List<WordedGrant> effective(
      HeldGrants grants, Holders holders, String tables, String further, Object... parameters)
      throws SQLException {
    Acting found = Acting.of(grants.places().reader(), grants.places().asOf(), holders);
    if (!found.acting().containsKey(holders.caller())) {
      return List.of();
    }
    String where =
        "a.principal IN (%s) AND %s AND %s"
            .formatted(numbers(found.acting().values()), EFFECTIVE, further);
    return grants.live(tables, where, parameters).stream()
        .map(row -> new WordedGrant(row.grant(), row.body().permissions()))
        .toList();
  }

  /** A list of interned ids; never empty, because no id is 0. */
  static String numbers(Collection<Long> ids) {
    return ids.isEmpty() ? "0" : ids.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
