package dev.lanyard.domain.principal;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.LedgerCommand.Operator;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialAdded;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the ledger says of an operator that is asked for, and the facts by which it comes to be.
 *
 * @param bore whether it ever had a credential
 * @param taken ids of credentials, the asked ones among them, that were added before
 */
record OperatorState(Operator asked, Standing standing, boolean bore, Set<CredentialId> taken) {
  OperatorState {
    taken = Set.copyOf(taken);
  }

  static OperatorState of(Operator asked) {
    return new OperatorState(asked, new Standing.Unknown(), false, Set.of());
  }

  static Boundary boundaryOf(Operator asked) {
    return Boundary.any(
        Standing.of(asked.principal()),
        Credentials.of(asked.principal()),
        Boundary.each(asked.credentials(), credential -> Credentials.of(credential.id())));
  }

  OperatorState after(LifecycleEvent event) {
    Standing next = standing.after(asked.principal(), event);
    if (!(event instanceof OperatorCredentialAdded(var bearer, var credential))) {
      return new OperatorState(asked, next, bore, taken);
    }
    Set<CredentialId> more = new HashSet<>(taken);
    more.add(credential.id());
    return new OperatorState(asked, next, bore || bearer.equals(asked.principal()), more);
  }

  /** Whether it lives as what may have credentials, and never had one. */
  boolean lacksCredentials() {
    return standing.registered().isPresent()
        && standing.type().equals(Optional.of(PrincipalType.SERVICE_PRINCIPAL))
        && !bore;
  }

  /** The first credential whose id is taken. */
  Optional<CredentialId> takenCredential() {
    return asked.credentials().stream()
        .map(OperatorCredential::id)
        .filter(taken::contains)
        .findFirst();
  }

  /** A service principal that owns the root, with its credentials. */
  List<LifecycleEvent> births() {
    List<LifecycleEvent> facts = new ArrayList<>();
    facts.add(
        new PrincipalRegistered(
            asked.principal(), PrincipalType.SERVICE_PRINCIPAL, asked.subject(), asked.display()));
    facts.add(
        new RoleAssigned(
            new Grant(
                asked.ownership(),
                RoleDefinition.OWNER,
                asked.principal(),
                PrincipalType.SERVICE_PRINCIPAL,
                Scope.ROOT,
                Grant.Terms.NONE)));
    facts.addAll(credentials());
    return facts;
  }

  /** Its credentials alone, without those whose ids are taken: ids are never used again. */
  List<LifecycleEvent> credentials() {
    return asked.credentials().stream()
        .filter(credential -> !taken.contains(credential.id()))
        .<LifecycleEvent>map(
            credential -> new OperatorCredentialAdded(asked.principal(), credential))
        .toList();
  }
}
