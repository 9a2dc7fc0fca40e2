package dev.lanyard.domain.principal;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Principal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.event.ComplianceEvent;
import dev.lanyard.domain.event.GroupEvent;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityAttached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityCreated;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityUpdated;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.LockEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.ResourceEvent;
import dev.lanyard.domain.event.RoleAssignmentEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent;
import dev.lanyard.domain.event.SubscriptionEvent;
import dev.lanyard.domain.event.TrustEvent;
import java.util.Optional;
import java.util.Set;

/** What the ledger says of one principal. Ids are never used again: who ended stays ended. */
public sealed interface Standing {

  /** Never heard of. */
  record Unknown() implements Standing {}

  /** Registered and not removed; it may be disabled. */
  record Registered(Principal principal) implements Standing {}

  /** The principal of a live managed identity. */
  record Managed() implements Standing {}

  /** It lived once. */
  record Ended() implements Standing {}

  /** Births and ends of a principal: whether it lives, and what it is. */
  static Boundary lifeOf(PrincipalId principal) {
    return Boundary.of(
        Set.of(
            PrincipalRegistered.class,
            PrincipalRemoved.class,
            SystemIdentityEnabled.class,
            SystemIdentityDeleted.class,
            UserIdentityCreated.class,
            UserIdentityDeleted.class),
        Tags.principal(principal));
  }

  /** The same, and whether it is disabled. */
  static Boundary of(PrincipalId principal) {
    return Boundary.any(
        lifeOf(principal), Boundary.of(Set.of(PrincipalDisabled.class), Tags.principal(principal)));
  }

  /** The standing of a principal after one more fact about it, or about anybody else. */
  default Standing after(PrincipalId about, LifecycleEvent event) {
    return switch (event) {
      case PrincipalRegistered(var who, var type, var subject, var display)
          when who.equals(about) ->
          new Registered(new Principal(who, type, subject, display, false));
      case PrincipalDisabled(var who) when who.equals(about) -> disabled();
      case PrincipalRemoved(var who, _) when who.equals(about) -> new Ended();
      case SystemIdentityEnabled(_, var who, _) when who.equals(about) -> new Managed();
      case SystemIdentityDeleted(_, var who) when who.equals(about) -> new Ended();
      case UserIdentityCreated(_, var who, _, _, _) when who.equals(about) -> new Managed();
      case UserIdentityDeleted(_, var who) when who.equals(about) -> new Ended();
      case PrincipalRegistered _, PrincipalDisabled _, PrincipalRemoved _ -> this;
      case SystemIdentityEnabled _, SystemIdentityDeleted _ -> this;
      case UserIdentityCreated _, UserIdentityUpdated _, UserIdentityDeleted _ -> this;
      case UserIdentityAttached _, UserIdentityDetached _ -> this;
      case GroupEvent _, ResourceEvent _, SubscriptionEvent _, ComplianceEvent _, LockEvent _ ->
          this;
      case TrustEvent _, RoleAssignmentEvent _, RoleDefinitionEvent _ -> this;
    };
  }

  private Standing disabled() {
    return this instanceof Registered(var known)
        ? new Registered(
            new Principal(known.principal(), known.type(), known.subject(), known.display(), true))
        : this;
  }

  /** What a live principal is; empty where none lives. Managed ones are service principals. */
  default Optional<PrincipalType> type() {
    return switch (this) {
      case Registered(var principal) -> Optional.of(principal.type());
      case Managed _ -> Optional.of(PrincipalType.SERVICE_PRINCIPAL);
      case Unknown _, Ended _ -> Optional.empty();
    };
  }

  /** The live registered principal. */
  default Optional<Principal> registered() {
    return this instanceof Registered(var principal) ? Optional.of(principal) : Optional.empty();
  }
}
