package dev.lanyard.api.arm;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.SubscriptionId;
import java.util.Optional;

/** What the path of an ARM request names, whatever its method. */
public sealed interface ArmRoute {

  /** {@code /tenants}. */
  record Tenants() implements ArmRoute {}

  /** {@code /subscriptions/S/locations}. */
  record Locations(SubscriptionId subscription) implements ArmRoute {}

  /** {@code /subscriptions/S/providers}, or {@code /providers} where the subscription is empty. */
  record Providers(Optional<SubscriptionId> subscription) implements ArmRoute {}

  /** {@code /subscriptions/S/providers/NS}, or {@code /providers/NS}. */
  record Provider(Optional<SubscriptionId> subscription, String namespace) implements ArmRoute {}

  /** {@code /subscriptions/S/providers/NS/register}. */
  record ProviderRegistration(SubscriptionId subscription, String namespace) implements ArmRoute {}

  /** {@code /subscriptions/S/providers/Microsoft.Insights/eventtypes/management/values}. */
  record ActivityLog(SubscriptionId subscription) implements ArmRoute {}

  /** {@code /subscriptions}. */
  record Subscriptions() implements ArmRoute {}

  /** {@code /subscriptions/S}. */
  record Subscription(SubscriptionId subscription) implements ArmRoute {}

  /** {@code /subscriptions/S/resourceGroups}. */
  record Groups(SubscriptionId subscription) implements ArmRoute {}

  /** {@code /subscriptions/S/resourceGroups/RG}. */
  record Group(ResourcePath path) implements ArmRoute {}

  /** {@code /subscriptions/S/operationresults/ID}. */
  record OperationResult(SubscriptionId subscription, String id) implements ArmRoute {}

  /**
   * {@code /subscriptions/S/resources} and {@code /subscriptions/S/resourceGroups/RG/resources}.
   */
  record Resources(ResourcePath within) implements ArmRoute {}

  /**
   * The resources of one type in a subscription, a group or a parent.
   *
   * @param type the full type
   */
  record ResourcesOfType(ResourcePath within, String type) implements ArmRoute {}

  /** A generic resource, of no reserved type. */
  record Resource(ResourcePath path) implements ArmRoute {}

  /** {@code .../Microsoft.ManagedIdentity/userAssignedIdentities} of a subscription or group. */
  record UserIdentities(ResourcePath within) implements ArmRoute {}

  /** {@code .../Microsoft.ManagedIdentity/userAssignedIdentities/N}. */
  record UserIdentity(ResourcePath path) implements ArmRoute {}

  /** {@code .../userAssignedIdentities/N/listAssociatedResources}. */
  record AssociatedResources(ResourcePath identity) implements ArmRoute {}

  /** {@code .../userAssignedIdentities/N/federatedIdentityCredentials}. */
  record FederatedCredentials(ResourcePath identity) implements ArmRoute {}

  /** {@code .../userAssignedIdentities/N/federatedIdentityCredentials/NAME}. */
  record FederatedCredential(ResourcePath identity, String name) implements ArmRoute {}

  /** {@code {resource}/providers/Microsoft.ManagedIdentity/identities/default}. */
  record SystemIdentity(ResourcePath resource) implements ArmRoute {}

  /** {@code .../userAssignedIdentities/N/revokeTokens}. */
  record UserIdentityTokens(ResourcePath identity) implements ArmRoute {}

  /** {@code {resource}/providers/Microsoft.ManagedIdentity/identities/default/revokeTokens}. */
  record SystemIdentityTokens(ResourcePath resource) implements ArmRoute {}

  /** {@code {resource}/providers/Lanyard.Workload/credentials}. */
  record WorkloadCredentials(ResourcePath resource) implements ArmRoute {}

  /** {@code {resource}/providers/Lanyard.Workload/credentials/GUID}. */
  record WorkloadCredential(ResourcePath resource, CredentialId credential) implements ArmRoute {}

  /** {@code {resource}/providers/Lanyard.Workload/credentials/GUID/rotate}. */
  record WorkloadCredentialRotation(ResourcePath resource, CredentialId credential)
      implements ArmRoute {}

  /** {@code {scope}/providers/Microsoft.Authorization/roleDefinitions}. */
  record RoleDefinitions(ResourcePath scope) implements ArmRoute {}

  /** {@code {scope}/providers/Microsoft.Authorization/roleDefinitions/GUID}. */
  record RoleDefinition(ResourcePath scope, RoleId role) implements ArmRoute {}

  /** {@code {scope}/providers/Microsoft.Authorization/roleAssignments}. */
  record RoleAssignments(ResourcePath scope) implements ArmRoute {}

  /**
   * {@code {scope}/providers/Microsoft.Authorization/roleAssignments/NAME}.
   *
   * @param name a GUID if such an assignment can exist
   */
  record RoleAssignment(ResourcePath scope, String name) implements ArmRoute {}

  /** {@code {scope}/providers/Microsoft.Authorization/denyAssignments}. */
  record DenyAssignments(ResourcePath scope) implements ArmRoute {}

  /** {@code {scope}/providers/Microsoft.Authorization/permissions}. */
  record Permissions(ResourcePath scope) implements ArmRoute {}

  /** {@code {scope}/providers/Microsoft.Authorization/locks}. */
  record Locks(ResourcePath scope) implements ArmRoute {}

  /** {@code {scope}/providers/Microsoft.Authorization/locks/NAME}. */
  record LockAt(ResourcePath scope, LockName name) implements ArmRoute {}
}
