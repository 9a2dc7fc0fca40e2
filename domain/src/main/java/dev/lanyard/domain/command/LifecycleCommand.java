package dev.lanyard.domain.command;

/**
 * What one may ask of the lifecycle ledger. Identifiers and instants come in with the command,
 * chosen by its sender, so that a retried command is the same command and rules need neither clock
 * nor randomness. Asking again for what already is changes nothing.
 */
public sealed interface LifecycleCommand
    permits ComplianceCommand,
        FederatedCredentialCommand,
        GroupCommand,
        IdentityCommand,
        IssuerCommand,
        LedgerCommand,
        LockCommand,
        PrincipalCommand,
        ResourceCommand,
        RoleCommand,
        TokenCommand,
        UserIdentityCommand,
        WorkloadCredentialCommand {

  /** The namespace of the commands' names. */
  String NAMESPACE = "lifecycle";
}
