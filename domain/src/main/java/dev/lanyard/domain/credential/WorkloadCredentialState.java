package dev.lanyard.domain.credential;

import dev.lanyard.domain.About;
import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Decider.Step;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Rejection.CredentialFixed;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.Rejection.TooManyWorkloadCredentials;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.command.WorkloadCredentialCommand;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.resource.Boundaries;
import dev.lanyard.domain.resource.Locks;
import dev.lanyard.domain.resource.Place;
import dev.lanyard.domain.resource.Places;
import dev.lanyard.domain.resource.WorkloadCredentials;
import dev.lanyard.domain.resource.WorkloadCredentials.Held;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is known of one resource and of the credentials that prove it.
 *
 * @param path the resource's
 * @param asked the credential that replies tell of
 * @param subject that credential, if it was issued to the resource and not revoked; it ends when it
 *     is replaced
 */
record WorkloadCredentialState(
    ResourcePath path,
    CredentialId asked,
    Places places,
    Locks locks,
    WorkloadCredentials credentials,
    Optional<WorkloadCredential> subject)
    implements About<WorkloadCredential> {

  static WorkloadCredentialState unknown(ResourcePath path, CredentialId asked) {
    return new WorkloadCredentialState(
        path, asked, new Places(), new Locks(), new WorkloadCredentials(), Optional.empty());
  }

  /**
   * Where the rules look that give a resource a credential: whether the id was ever used, whether
   * the resource lives, and then its credentials, of whatever kind, and the locks over it.
   *
   * @param issued the id of the credential that a command gives
   */
  static <C extends WorkloadCredentialCommand> List<Step<C, WorkloadCredentialState>> steps(
      Function<C, CredentialId> issued) {
    return List.of(
        (command, _) ->
            Boundary.any(
                Boundaries.lifeAt(command.resource()),
                WorkloadCredentials.of(issued.apply(command))),
        (_, state) ->
            state
                .resource()
                .map(
                    scope ->
                        Boundary.any(
                            WorkloadCredentials.on(scope.requireThing()),
                            Boundaries.locksOver(scope)))
                .orElseGet(Boundary::nothing));
  }

  /** The resource, if it lives. */
  Optional<Scope> resource() {
    return places.scopeAt(path, Place.Resource.class);
  }

  /** One of the resource's credentials, if it was not revoked; its time may be over. */
  Optional<Held> standing(CredentialId credential) {
    return resource().flatMap(scope -> credentials.standing(scope.requireThing(), credential));
  }

  /**
   * What all have in common that give a resource a credential: the resource lives and is not
   * locked, and the credential's id is a new one.
   *
   * @param again whether the credential, which has the wanted content and was neither replaced nor
   *     revoked, came to be by the same command
   * @param issue what follows if so
   */
  Decision give(WorkloadCredential wanted, Predicate<Held> again, Function<Scope, Decision> issue) {
    List<ResourcePath> locked = resource().map(locks::againstWriting).orElse(List.of());
    return locked.isEmpty()
        ? renew(wanted, again, issue)
        : Decision.rejected(new ScopeLocked(path, Operation.WRITE, locked));
  }

  /** The same, whatever locks say. */
  Decision renew(
      WorkloadCredential wanted, Predicate<Held> again, Function<Scope, Decision> issue) {
    Optional<Scope> resource = resource();
    if (resource.isEmpty()) {
      return Decision.rejected(new ResourceNotFound(path));
    }
    if (credentials.held(wanted.id()).isEmpty()) {
      return issue.apply(resource.get());
    }
    return standing(wanted.id())
            .filter(it -> it.replaced().isEmpty() && it.credential().equals(wanted))
            .filter(again)
            .isPresent()
        ? Decision.accepted()
        : Decision.rejected(new CredentialFixed(wanted.id()));
  }

  /** Why the resource cannot have one more current credential of a kind. */
  Optional<Decision> tooManyCurrent(WorkloadCredential wanted) {
    return tooMany(wanted, it -> it.isCurrent(wanted.notBefore()));
  }

  /** Why the resource cannot have one more credential of a kind that was replaced and goes on. */
  Optional<Decision> tooManyReplaced(WorkloadCredential wanted) {
    return tooMany(wanted, it -> it.goesOn(wanted.notBefore()));
  }

  private Optional<Decision> tooMany(WorkloadCredential wanted, Predicate<Held> counts) {
    Scope resource = resource().orElseThrow();
    long live =
        credentials
            .standing()
            .filter(it -> it.resource().id().equals(resource.id()))
            .filter(it -> it.credential().kind() == wanted.kind())
            .filter(counts)
            .count();
    return live < WorkloadCredential.OF_A_KIND_MAX
        ? Optional.empty()
        : Optional.of(
            Decision.rejected(
                new TooManyWorkloadCredentials(
                    path, wanted.kind(), WorkloadCredential.OF_A_KIND_MAX)));
  }

  WorkloadCredentialState after(LifecycleEvent event) {
    places.fold(event);
    locks.fold(event);
    credentials.fold(event);
    return new WorkloadCredentialState(
        path, asked, places, locks, credentials, standing(asked).map(Held::untilReplaced));
  }
}
