package dev.lanyard.projections.state;

import dev.lanyard.domain.event.ComplianceEvent.PersonalPartErased;
import dev.lanyard.domain.event.ComplianceEvent.ReplayEnded;
import dev.lanyard.domain.event.CredentialEvent;
import dev.lanyard.domain.event.FederatedCredentialEvent;
import dev.lanyard.domain.event.GroupEvent;
import dev.lanyard.domain.event.IdentityEvent;
import dev.lanyard.domain.event.IssuerEvent;
import dev.lanyard.domain.event.LockEvent;
import dev.lanyard.domain.event.PrincipalEvent;
import dev.lanyard.domain.event.ResourceEvent;
import dev.lanyard.domain.event.RoleAssignmentEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent;
import dev.lanyard.domain.event.SubscriptionEvent;
import dev.lanyard.domain.event.TokenEvent.AudienceRegistered;
import dev.lanyard.domain.event.TokenEvent.AudienceRemoved;
import dev.lanyard.domain.event.TokenEvent.TokensRevoked;
import dev.lanyard.domain.event.UsageEvent;
import dev.lanyard.domain.event.WorkloadCredentialEvent;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.Projection;
import dev.lanyard.projections.store.Names;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Folds facts into the state tables: each kind of fact has one place where it is understood. */
final class StateFold implements Projection.Fold<Recorded> {
  private final RightsChanges rightsChanges;
  private final WorkloadChanges workloadChanges;
  private final Names names;
  private final ThingRows things;
  private final IdentityRows identities;
  private final RoleRows roles;
  private final PrincipalRows principals;
  private final TrustRows trust;
  private final GenerationRows generations;
  private final ErasedTexts erasedTexts;

  StateFold(Connection writer, RightsChanges rightsChanges, WorkloadChanges workloadChanges)
      throws SQLException {
    this.rightsChanges = rightsChanges;
    this.workloadChanges = workloadChanges;
    this.names = new Names(writer);
    this.things = new ThingRows(writer, names);
    this.identities = new IdentityRows(writer, names, things);
    this.roles = new RoleRows(writer, names);
    this.principals = new PrincipalRows(writer, names);
    this.trust = new TrustRows(writer, names);
    this.generations = new GenerationRows(writer, names);
    this.erasedTexts = new ErasedTexts(writer);
  }

  @Override
  public void apply(List<Recorded> commit) throws SQLException {
    for (Recorded recorded : commit) {
      rightsChanges.folding(recorded);
      workloadChanges.folding(recorded);
      switch (recorded.event()) {
        case SubscriptionEvent event -> things.apply(event, recorded);
        case GroupEvent event -> things.apply(event, recorded);
        case ResourceEvent event -> things.apply(event, recorded);
        case IdentityEvent event -> {
          identities.apply(event, recorded);
          generations.apply(event, recorded);
        }
        case RoleDefinitionEvent event -> roles.apply(event, recorded);
        case RoleAssignmentEvent event -> roles.apply(event, recorded);
        case PrincipalEvent event -> {
          principals.apply(event, recorded);
          generations.apply(event, recorded);
        }
        case CredentialEvent event -> principals.apply(event, recorded);
        case WorkloadCredentialEvent event -> trust.apply(event, recorded);
        case FederatedCredentialEvent event -> trust.apply(event, recorded);
        case IssuerEvent event -> trust.apply(event, recorded);
        case TokensRevoked(var principal, _) -> generations.renew(principal, recorded);
        case AudienceRegistered(var audience) -> trust.register(audience, recorded);
        case AudienceRemoved(var audience) -> trust.remove(audience, recorded);
        case LockEvent event -> principals.apply(event, recorded);
        case UsageEvent _ -> {}
        case ReplayEnded _ -> {}
        case PersonalPartErased(var position, _, _) -> erase(position);
      }
    }
    roles.commitClosed();
  }

  /** An erasing is a commit of its own: what is pending is of whole commits, and can be stored. */
  @Override
  public void erase(long position) throws SQLException {
    flush();
    erasedTexts.erase(position);
  }

  @Override
  public void flush() throws SQLException {
    things.flush();
    identities.flush();
    roles.flush();
    principals.flush();
    trust.flush();
    names.flush();
  }
}
