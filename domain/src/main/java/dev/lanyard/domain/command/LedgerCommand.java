package dev.lanyard.domain.command;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.TenantId;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;

/** What a server asks of its ledger at every start. */
public sealed interface LedgerCommand extends LifecycleCommand {

  /**
   * Brings to life what every rule needs: the default subscription, the built-in roles of this
   * release, and, in a ledger where nobody owns the root yet, the local operator with Owner at the
   * root. What is there already stays; a built-in role that says something else is updated.
   *
   * <p>Never refused.
   */
  @Command(namespace = NAMESPACE, name = "InstallDefaults", version = "1")
  record InstallDefaults(
      TenantId tenant,
      SubscriptionId subscription,
      String subscriptionName,
      List<BuiltInRole> roles,
      Operator operator)
      implements LedgerCommand {
    public InstallDefaults {
      roles = List.copyOf(roles);
    }
  }

  /** A role of the product, assignable everywhere. */
  record BuiltInRole(RoleId role, String name, String description, List<Permission> permissions) {
    public BuiltInRole {
      permissions = List.copyOf(permissions);
    }
  }

  /** The operator of the first start, and the assignment that makes it Owner. */
  record Operator(
      PrincipalId principal, Subject subject, Personal display, AssignmentId ownership) {}
}
