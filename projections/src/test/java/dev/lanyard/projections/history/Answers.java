package dev.lanyard.projections.history;

import dev.lanyard.domain.LiveGroup;
import dev.lanyard.domain.Lock;
import dev.lanyard.domain.Principal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.FoldedViews;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.RandomHistory;
import dev.lanyard.projections.Span;
import dev.lanyard.projections.World;
import dev.lanyard.projections.state.AccessDecisions;
import dev.lanyard.projections.state.Assigned;
import dev.lanyard.projections.state.AssignmentFilter;
import dev.lanyard.projections.state.Defined;
import dev.lanyard.projections.state.Entitled;
import dev.lanyard.projections.state.Explanation;
import dev.lanyard.projections.state.Holders;
import dev.lanyard.projections.state.Listed;
import dev.lanyard.projections.state.LiveSubscription;
import dev.lanyard.projections.state.RequestedAction;
import dev.lanyard.projections.state.ResourceFilter;
import dev.lanyard.projections.state.RoleFilter;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.projections.state.TagFilter;
import dev.lanyard.projections.state.WordedGrant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What views answer of one moment.
 *
 * @param asOf the commit that is asked about
 * @param at the instant that expiries are held against
 * @param known who ever was
 */
record Answers(FoldedViews views, long asOf, Instant at, List<PrincipalId> known) {
  private static final int CHECKS = 40;

  static Answers of(FoldedViews views, long asOf, Instant at, RandomHistory history) {
    return new Answers(views, asOf, at, history.principals());
  }

  private StateQueries state() {
    return views.state();
  }

  private AccessDecisions decisions() {
    return views.decisions();
  }

  private static <T> List<T> all(Function<Paging, Page<T>> listing) {
    List<T> all = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      Page<T> page = listing.apply(new Paging(next, 7));
      all.addAll(page.items());
      next = page.next();
    } while (next.isPresent());
    return all;
  }

  List<LiveSubscription> subscriptions() {
    return state().subscriptions(asOf);
  }

  List<LiveGroup> groups() {
    return all(part -> state().groups(World.SUBSCRIPTION, TagFilter.ANY, part, asOf));
  }

  List<Listed> resources() {
    ResourceFilter filter = new ResourceFilter(World.SUBSCRIPTION_SCOPE.path(), Optional.empty());
    return all(part -> state().resources(filter, part, asOf));
  }

  List<Defined> roles() {
    RoleFilter filter = new RoleFilter(ResourcePath.ROOT, true, Optional.empty(), Optional.empty());
    return all(part -> state().roles(filter, part, asOf));
  }

  List<Assigned> assignments() {
    AssignmentFilter filter =
        new AssignmentFilter(ResourcePath.ROOT, false, true, Optional.empty());
    return all(part -> state().assignments(filter, part, asOf));
  }

  List<Lock> locks() {
    return all(part -> state().locks(ResourcePath.ROOT, part, asOf));
  }

  List<Principal> principals() {
    return all(part -> state().principals(part, asOf));
  }

  /** All that lives, whole. */
  List<List<?>> inventory() {
    return List.of(
        subscriptions(), groups(), resources(), roles(), assignments(), locks(), principals());
  }

  /** A question to the access check. */
  record Check(Holders holders, ResourcePath where, RequestedAction action) {}

  /** The same for all views of one moment. */
  List<Check> questions(List<RequestedAction> actions) {
    Random random = new Random(at.toEpochMilli());
    List<Check> all = new ArrayList<>();
    for (int number = 0; number < CHECKS; number++) {
      PrincipalId who = known.get(random.nextInt(known.size()));
      // The last of those that a history registers is a group.
      all.add(
          new Check(
              new Holders(who, List.of(known.get(3))),
              RandomHistory.PLACES.get(random.nextInt(RandomHistory.PLACES.size())),
              actions.get(random.nextInt(actions.size()))));
    }
    return all;
  }

  /** Checks with all that they say, but what they cost. */
  List<Explanation> checks(List<Check> questions) {
    List<Explanation> all = new ArrayList<>();
    for (Check asked : questions) {
      Explanation told =
          decisions().check(asked.holders(), asked.action(), asked.where(), asOf, at);
      all.add(
          new Explanation(
              told.denial(),
              told.position(),
              told.at(),
              told.places(),
              told.considered(),
              told.locks(),
              0));
    }
    return all;
  }

  List<Entitled> who(RequestedAction action, ResourcePath where) {
    return all(part -> decisions().who(action, where, part, asOf, at));
  }

  /** What counts for each; for a group, in the name of somebody who acts. */
  List<WordedGrant> what() {
    List<Principal> registered = principals();
    List<PrincipalId> groups =
        registered.stream()
            .filter(one -> one.type() == PrincipalType.GROUP)
            .map(Principal::principal)
            .toList();
    PrincipalId somebody =
        registered.stream()
            .filter(one -> one.type() == PrincipalType.SERVICE_PRINCIPAL)
            .findFirst()
            .orElseThrow()
            .principal();
    List<WordedGrant> all = new ArrayList<>(what(new Holders(somebody, groups)));
    known.stream()
        .filter(one -> !groups.contains(one))
        .forEach(one -> all.addAll(what(new Holders(one, List.of()))));
    return all;
  }

  private List<WordedGrant> what(Holders holders) {
    return all(part -> decisions().what(holders, part, asOf, at));
  }

  Stream<Difference> differences(Span span) {
    return all(part -> views.history().differences(span, part)).stream();
  }
}
