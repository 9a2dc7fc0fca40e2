package dev.lanyard.projections;

import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.eventstore.Metadata;
import dev.lanyard.eventstore.Recorded;

/** Facts as the ledger gives them once their personal part is erased. */
final class ErasedFacts {
  private ErasedFacts() {}

  static Recorded without(Recorded fact) {
    Metadata cause = fact.metadata();
    return new Recorded(
        fact.position(),
        fact.commit(),
        fact.committedAt(),
        fact.eventId(),
        without(fact.event()),
        new Metadata(
            cause.caller(),
            cause.groups(),
            cause.onBehalfOf(),
            cause.operation(),
            cause.correlation(),
            cause.cascadesFrom(),
            cause.requestId(),
            cause.clientRequestId(),
            cause.traceId(),
            Personal.none(),
            Personal.none()));
  }

  private static LifecycleEvent without(LifecycleEvent event) {
    if (event instanceof PrincipalRegistered(var principal, var type, var subject, _)) {
      return new PrincipalRegistered(principal, type, subject, Personal.none());
    }
    if (event instanceof RoleAssigned(var grant)) {
      return new RoleAssigned(without(grant));
    }
    return event instanceof RoleAssignmentRemoved(var grant, var cause)
        ? new RoleAssignmentRemoved(without(grant), cause)
        : event;
  }

  private static Grant without(Grant grant) {
    Grant.Terms terms = grant.terms();
    return new Grant(
        grant.assignment(),
        grant.role(),
        grant.principal(),
        grant.principalType(),
        grant.scope(),
        new Grant.Terms(
            terms.condition(),
            terms.conditionVersion(),
            terms.description(),
            terms.expiresOn(),
            Personal.none()));
  }
}
