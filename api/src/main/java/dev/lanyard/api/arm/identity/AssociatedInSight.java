package dev.lanyard.api.arm.identity;

import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.api.security.Action;
import dev.lanyard.api.security.Sight;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ThingId;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.state.Associated;
import dev.lanyard.projections.state.DirectoryQueries;
import dev.lanyard.projections.state.StateQueries;
import java.util.Optional;

/**
 * The resources that can act as an identity, as one who may not read all of them sees them: neither
 * the total nor what is skipped tells of the others.
 *
 * @param asOf as in {@link StateQueries}
 */
record AssociatedInSight(StateQueries state, ThingId identity, long asOf) {
  /** Most resources that are looked through for those that are seen, as in the directory. */
  static final int LOOKED_AT_MAX = DirectoryQueries.LOOKED_AT_MAX;

  /**
   * A page of those that are seen.
   *
   * @param skip how many of them to leave out behind the cursor; 0 or more
   * @throws ProblemException 400 if not all are seen, and there are more than {@link
   *     #LOOKED_AT_MAX}
   */
  Associated page(Paging paging, int skip, Sight sight) {
    if (sight.all()) {
      return state.associatedResources(identity, skip, paging, asOf);
    }
    requireFew(
        state.associatedResources(identity, 0, new Paging(Optional.empty(), 1), asOf).total());
    Counted counted = count(skip, sight);
    Page<Scope> page =
        sight.page(
            paging,
            next -> read(next, next.equals(paging) ? counted.passed() : 0),
            resource -> sees(sight, resource));
    return new Associated(counted.seen(), page);
  }

  /** Counting looks at each, on every page. */
  static void requireFew(long resources) {
    if (resources > LOOKED_AT_MAX) {
      throw Problem.of(
              400,
              "TooManyAssociatedResources",
              "The identity is on more than %d resources: listing them needs the right to read all."
                  .formatted(LOOKED_AT_MAX))
          .exception();
    }
  }

  /**
   * How many there are.
   *
   * @param seen of all
   * @param passed before the first that is not skipped, seen or not
   */
  private record Counted(long seen, int passed) {}

  private Counted count(int skip, Sight sight) {
    long seen = 0;
    int looked = 0;
    int passed = 0;
    Optional<String> cursor = Optional.empty();
    do {
      Page<Scope> page = read(new Paging(cursor, Paging.LIMIT_MAX), 0);
      for (Scope resource : page.items()) {
        looked++;
        if (sees(sight, resource)) {
          seen++;
        }
        if (seen <= skip) {
          passed = looked;
        }
      }
      cursor = page.next();
    } while (cursor.isPresent());
    return new Counted(seen, skip == 0 ? 0 : passed);
  }

  private Page<Scope> read(Paging paging, int skip) {
    return state.associatedResources(identity, skip, paging, asOf).resources();
  }

  private static boolean sees(Sight sight, Scope resource) {
    ResourcePath path = resource.path();
    return sight.sees(Action.read(path.type()), path);
  }
}
