package dev.lanyard.projections.state;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.LiveGroup;
import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.LiveUserIdentity;
import dev.lanyard.domain.Lock;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.Principal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.command.UserIdentityCommand;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.state.Places.Bound;
import dev.lanyard.projections.store.Snapshots;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers {@link StateQueries} from the state view's tables. */
public final class StateView implements StateQueries {
  private static final String SUBSCRIPTIONS = "Microsoft.Resources/subscriptions";
  private static final String GROUPS = "Microsoft.Resources/resourceGroups";

  private final Snapshots snapshots;

  /** The view whose last commit the snapshots show. */
  public StateView(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** A question about what lived where as of a commit. */
  @FunctionalInterface
  private interface Question<T> {
    T answer(Places places) throws SQLException;
  }

  private <T> T ask(long asOf, Question<T> question) {
    return snapshots.read(reader -> question.answer(new Places(reader, new AsOf(asOf))));
  }

  private <T> Optional<T> at(ResourcePath path, Kind kind, long asOf, Things.Reads<T> thing) {
    return ask(
        asOf,
        places -> {
          Optional<Bound> at = places.at(path, kind);
          return at.isEmpty()
              ? Optional.empty()
              : Optional.of(thing.read(new Things(places), at.get()));
        });
  }

  private <T> Page<T> page(long asOf, Question<Page<Bound>> question, Things.Reads<T> thing) {
    return ask(asOf, places -> new Things(places).all(question.answer(places), thing));
  }

  private <T> Page<T> ofType(
      String type, ResourcePath within, Paging paging, long asOf, Things.Reads<T> thing) {
    return page(asOf, places -> places.ofType(within, type, paging), thing);
  }

  @Override
  public long position() {
    return snapshots.position();
  }

  @Override
  public Optional<Scope> scopeAt(ResourcePath path, long asOf) {
    return ask(asOf, places -> places.scopeAt(path));
  }

  @Override
  public Optional<LiveSubscription> subscription(SubscriptionId subscription, long asOf) {
    return at(ResourcePath.of(subscription), Kind.SUBSCRIPTION, asOf, Things::subscription);
  }

  @Override
  public List<LiveSubscription> subscriptions(long asOf) {
    Paging all = Paging.first(Paging.LIMIT_MAX);
    return ofType(SUBSCRIPTIONS, ResourcePath.ROOT, all, asOf, Things::subscription).items();
  }

  @Override
  public Optional<LiveGroup> group(ResourcePath path, long asOf) {
    return at(path, Kind.GROUP, asOf, Things::group);
  }

  @Override
  public Page<LiveGroup> groups(
      SubscriptionId subscription, TagFilter tags, Paging paging, long asOf) {
    ResourcePath within = ResourcePath.of(subscription);
    Sieve sieve = new Sieve(Optional.empty(), NameFilter.ANY, tags);
    return page(
        asOf,
        places -> sieve.page(places, paging, part -> places.ofType(within, GROUPS, part)),
        Things::group);
  }

  @Override
  public Optional<LiveResource> resource(ResourcePath path, long asOf) {
    return at(path, Kind.RESOURCE, asOf, Things::resource);
  }

  @Override
  public Page<Listed> resources(ResourceFilter filter, Paging paging, long asOf) {
    Sieve sieve = new Sieve(filter.location(), filter.name(), filter.tags());
    return page(
        asOf,
        places -> sieve.page(places, paging, part -> places.resources(filter, part)),
        Things::listed);
  }

  @Override
  public Optional<LiveUserIdentity> userIdentity(ResourcePath path, long asOf) {
    return at(path, Kind.USER_IDENTITY, asOf, Things::userIdentity);
  }

  @Override
  public Page<LiveUserIdentity> userIdentities(ResourcePath within, Paging paging, long asOf) {
    return ofType(UserIdentityCommand.TYPE, within, paging, asOf, Things::userIdentity);
  }

  @Override
  public Associated associatedResources(ThingId identity, int skip, Paging paging, long asOf) {
    return ask(asOf, places -> new Attachments(places).of(identity, skip, paging));
  }

  @Override
  public Optional<Defined> role(RoleId role, long asOf) {
    return ask(asOf, places -> new Directory(places).role(role));
  }

  @Override
  public Page<Defined> roles(RoleFilter filter, Paging paging, long asOf) {
    return ask(asOf, places -> new Directory(places).roles(filter, paging));
  }

  @Override
  public Optional<Assigned> assignment(AssignmentId assignment, long asOf) {
    return ask(asOf, places -> new Grants(places).assignment(assignment));
  }

  @Override
  public Page<Assigned> assignments(AssignmentFilter filter, Paging paging, long asOf) {
    return ask(asOf, places -> new Grants(places).assignments(filter, paging));
  }

  @Override
  public Page<Lock> locks(ResourcePath path, Paging paging, long asOf) {
    return ask(asOf, places -> new Grants(places).locks(path, paging));
  }

  @Override
  public Optional<Lock> lock(ResourcePath path, LockName name, long asOf) {
    return ask(asOf, places -> new Grants(places).lock(path, name));
  }

  @Override
  public Optional<Principal> principal(PrincipalId principal, long asOf) {
    return ask(asOf, places -> new Directory(places).principal(principal));
  }

  @Override
  public Optional<Principal> principalOf(Subject subject, long asOf) {
    return ask(asOf, places -> new Directory(places).principalOf(subject));
  }

  @Override
  public List<OperatorCredential> credentials(PrincipalId principal, long asOf) {
    return ask(asOf, places -> new Credentials(places).of(principal));
  }

  @Override
  public Page<Principal> principals(Paging paging, long asOf) {
    return ask(asOf, places -> new Directory(places).principals(paging));
  }

  @Override
  public Optional<ManagedIdentity> identityOf(PrincipalId principal, long asOf) {
    return ask(asOf, places -> new Directory(places).identityOf(principal));
  }

  @Override
  public long orphans() {
    return snapshots.read(reader -> reader.number(Orphans.COUNT));
  }

  @Override
  public List<Grant> dueAssignments(Instant now, int limit) {
    return ask(CURRENT, places -> new Grants(places).due(now, limit));
  }
}
