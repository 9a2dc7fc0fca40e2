package dev.lanyard.domain.role;

import dev.lanyard.domain.ActionPattern;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.command.LedgerCommand.BuiltInRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The roles of the product, with the ids and actions that Azure's have (CONTRACT 4.3), and those of
 * our own surfaces. They become facts when the defaults are installed; rules read those, never
 * this.
 */
public final class BuiltInRoles {
  /** All of them; ids and names are unique. */
  public static final List<BuiltInRole> ALL =
      List.of(
          owner(),
          contributor(),
          reader(),
          userAccessAdministrator(),
          accessControlAdministrator(),
          managedIdentityOperator(),
          managedIdentityContributor(),
          keyVaultReader(),
          keyVaultSecretsUser(),
          storageBlobDataReader(),
          ReviewRoles.auditor(),
          ReviewRoles.replayOperator(),
          ReviewRoles.resourceServer());

  private BuiltInRoles() {}

  private static BuiltInRole owner() {
    return role(
        RoleDefinition.OWNER.toString(),
        "Owner",
        "Grants full access to manage all resources, including the right to assign roles.",
        control(List.of("*"), List.of()));
  }

  /**
   * Azure's, and besides: who may register principals, or give them credentials, can come back as
   * one that assigns roles; who may end their tokens can shut those out who do; and who may change
   * an issuer's keys can speak for every identity that its subjects stand for, those under a lock
   * among them. What acts on the audit takes away what reviewers see. Azure's Contributor has no
   * rights in the directory either.
   */
  private static BuiltInRole contributor() {
    return role(
        "b24988ac-6180-42a0-ab88-20f7382dd24c",
        "Contributor",
        "Grants full access to manage all resources, but not to assign roles.",
        control(
            List.of("*"),
            List.of(
                "Microsoft.Authorization/*/Delete",
                "Microsoft.Authorization/*/Write",
                "Microsoft.Authorization/elevateAccess/Action",
                "Microsoft.Blueprint/blueprintAssignments/write",
                "Microsoft.Blueprint/blueprintAssignments/delete",
                "Microsoft.Compute/galleries/share/action",
                "Microsoft.Purview/consents/write",
                "Microsoft.Purview/consents/delete",
                "Microsoft.Resources/deploymentStacks/manageDenySetting/action",
                "Microsoft.Subscription/cancel/action",
                "Microsoft.Subscription/enable/action",
                "Lanyard.Directory/*/write",
                "Lanyard.Directory/*/delete",
                "Lanyard.Directory/*/action",
                "Lanyard.Audit/*/action",
                "Lanyard.Tokens/issuers/write",
                "Lanyard.Tokens/issuers/delete")));
  }

  private static BuiltInRole reader() {
    return role(
        "acdd72a7-3385-48ef-bd42-f606fba81ae7",
        "Reader",
        "View all resources, but change nothing.",
        control(List.of("*/read"), List.of()));
  }

  private static BuiltInRole userAccessAdministrator() {
    return role(
        "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
        "User Access Administrator",
        "Manage who has access to resources.",
        control(List.of("*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"), List.of()));
  }

  private static BuiltInRole accessControlAdministrator() {
    return role(
        "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
        "Role Based Access Control Administrator",
        "Manage access to resources by assigning roles.",
        control(
            List.of(
                "Microsoft.Authorization/roleAssignments/write",
                "Microsoft.Authorization/roleAssignments/delete",
                "*/read",
                "Microsoft.Support/*"),
            List.of()));
  }

  private static BuiltInRole managedIdentityOperator() {
    return role(
        "f1a07417-d97a-45cb-824c-7a7467783830",
        "Managed Identity Operator",
        "Read user-assigned identities and assign them to resources.",
        control(
            withCommon(
                "Microsoft.ManagedIdentity/userAssignedIdentities/*/read",
                "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action"),
            List.of()));
  }

  private static BuiltInRole managedIdentityContributor() {
    String identities = "Microsoft.ManagedIdentity/userAssignedIdentities";
    String federated = identities + "/federatedIdentityCredentials";
    return role(
        "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59",
        "Managed Identity Contributor",
        "Create, read, update and delete user-assigned identities.",
        control(
            withCommon(
                identities + "/read",
                identities + "/write",
                identities + "/delete",
                federated + "/read",
                federated + "/write",
                federated + "/delete",
                identities + "/revokeTokens/action"),
            List.of()));
  }

  private static BuiltInRole keyVaultReader() {
    return role(
        "21090545-7ca7-4776-b22c-e363652d74d2",
        "Key Vault Reader",
        "Read metadata of key vaults and what is in them, but no secret values.",
        new Permission(
            patterns(
                withCommon(
                    "Microsoft.KeyVault/checkNameAvailability/read",
                    "Microsoft.KeyVault/deletedVaults/read",
                    "Microsoft.KeyVault/locations/*/read",
                    "Microsoft.KeyVault/vaults/*/read",
                    "Microsoft.KeyVault/operations/read")),
            List.of(),
            patterns(
                List.of(
                    "Microsoft.KeyVault/vaults/*/read",
                    "Microsoft.KeyVault/vaults/secrets/readMetadata/action")),
            List.of()));
  }

  private static BuiltInRole keyVaultSecretsUser() {
    return role(
        "4633458b-17de-408a-b874-0445c86b69e6",
        "Key Vault Secrets User",
        "Read secret values.",
        new Permission(
            List.of(),
            List.of(),
            patterns(
                List.of(
                    "Microsoft.KeyVault/vaults/secrets/getSecret/action",
                    "Microsoft.KeyVault/vaults/secrets/readMetadata/action")),
            List.of()));
  }

  private static BuiltInRole storageBlobDataReader() {
    String blobs = "Microsoft.Storage/storageAccounts/blobServices";
    return role(
        "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
        "Storage Blob Data Reader",
        "Read blobs, and list the containers that they are in.",
        new Permission(
            patterns(
                List.of(blobs + "/containers/read", blobs + "/generateUserDelegationKey/action")),
            List.of(),
            patterns(List.of(blobs + "/containers/blobs/read")),
            List.of()));
  }

  /** These and the five actions that most of the narrow roles have in common. */
  private static List<String> withCommon(String... own) {
    List<String> actions = new ArrayList<>(Arrays.asList(own));
    actions.add("Microsoft.Authorization/*/read");
    actions.add("Microsoft.Insights/alertRules/*");
    actions.add("Microsoft.Resources/deployments/*");
    actions.add("Microsoft.Resources/subscriptions/resourceGroups/read");
    actions.add("Microsoft.Support/*");
    return actions;
  }

  static BuiltInRole role(String id, String name, String description, Permission permission) {
    return new BuiltInRole(RoleId.parse("id", id), name, description, List.of(permission));
  }

  static Permission control(List<String> actions, List<String> notActions) {
    return new Permission(patterns(actions), patterns(notActions), List.of(), List.of());
  }

  private static List<ActionPattern> patterns(List<String> texts) {
    return texts.stream().map(ActionPattern::new).toList();
  }
}
