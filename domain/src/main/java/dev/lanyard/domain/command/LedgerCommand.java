package dev.lanyard.domain.command;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Audience;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.TenantId;
import dev.lanyard.domain.UsageSummary;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;

/** What a server asks of its ledger by itself, or whoever holds the server through it. */
public sealed interface LedgerCommand extends LifecycleCommand {

  /**
   * Brings to life what every rule needs: the default subscription, the built-in roles of this
   * release, the audiences of Azure's services, and, in a ledger where nobody owns the root yet,
   * the local operator with Owner at the root. What is there already stays; a built-in role that
   * says something else is updated. An audience of which the ledger has ever said anything stays as
   * it is, also removed: ledgers of an earlier release get the others at their next start. An
   * operator that lives and never had a credential gets these; one that had any never gets them,
   * also when all were revoked.
   *
   * <p>Never refused.
   */
  @Command(namespace = NAMESPACE, name = "InstallDefaults", version = "1")
  record InstallDefaults(
      TenantId tenant,
      SubscriptionId subscription,
      String subscriptionName,
      List<BuiltInRole> roles,
      List<Audience> audiences,
      Operator operator)
      implements LedgerCommand {
    public InstallDefaults {
      roles = List.copyOf(roles);
      audiences = List.copyOf(audiences);
    }
  }

  /**
   * Says what the records of a span of the access log told, so that it may let go of them. Where
   * any of them was summed up before, this changes nothing: the first such summary is what the rule
   * then knows.
   *
   * <p>Never refused.
   */
  @Command(namespace = NAMESPACE, name = "SummariseUsage", version = "1")
  record SummariseUsage(UsageSummary usage) implements LedgerCommand {}

  /** A role of the product, assignable everywhere. */
  record BuiltInRole(RoleId role, String name, String description, List<Permission> permissions) {
    public BuiltInRole {
      permissions = List.copyOf(permissions);
    }
  }

  /**
   * Makes a new operator, for whoever holds the server and has no other way in.
   *
   * <p>Refused as {@code PrincipalFixed} (the principal is known), {@code SubjectTaken} (another
   * has its client id), {@code RoleAssignmentFixed} or {@code CredentialFixed} (an id is taken).
   */
  @Command(namespace = NAMESPACE, name = "RecoverOperator", version = "1")
  record RecoverOperator(Operator operator) implements LedgerCommand {}

  /**
   * An operator: a service principal that logs in at this server.
   *
   * @param client by what it names itself when it logs in
   * @param ownership the assignment that makes it Owner of the root
   * @param credentials at most {@link OperatorCredential#CREDENTIALS_MAX}, no id twice; none while
   *     nothing authenticates
   */
  record Operator(
      PrincipalId principal,
      ClientId client,
      Personal display,
      AssignmentId ownership,
      List<OperatorCredential> credentials) {
    public Operator {
      credentials = List.copyOf(credentials);
      long ids = credentials.stream().map(OperatorCredential::id).distinct().count();
      if (ids != credentials.size() || ids > OperatorCredential.CREDENTIALS_MAX) {
        throw new IllegalArgumentException("too many credentials, or one twice");
      }
    }

    /** How it is known. */
    public Subject subject() {
      return new Subject(Subject.LOCAL_ISSUER, client.toString());
    }
  }
}
