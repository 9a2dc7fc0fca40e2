package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.server.Client.Answer;

/** Things of a small shop that tests create. */
final class Story {
  static final String KEY_VAULT_READER = "21090545-7ca7-4776-b22c-e363652d74d2";

  private final Client http;
  final String subscription;
  final String group;
  final String vm1;
  final String vm2;
  final String vault;
  final String shared;

  Story(Client http, String groupName) {
    this.http = http;
    this.subscription = "/subscriptions/" + subscriptionId(http);
    this.group = subscription + "/resourceGroups/" + groupName;
    this.vm1 = group + "/providers/Microsoft.Compute/virtualMachines/web1";
    this.vm2 = group + "/providers/Microsoft.Compute/virtualMachines/web2";
    this.vault = group + "/providers/Microsoft.KeyVault/vaults/secrets";
    this.shared = group + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/pipeline";
  }

  static String subscriptionId(Client http) {
    return http.arm("GET", "/subscriptions", "").text("/value/0/subscriptionId");
  }

  Answer createGroup() {
    return done(http.arm("PUT", group, "{\"location\": \"westeurope\"}"));
  }

  Answer create(String path) {
    return done(http.arm("PUT", path, "{\"location\": \"westeurope\"}"));
  }

  /** A resource that is born with a system identity. */
  Answer createWithIdentity(String path) {
    return done(
        http.arm(
            "PUT",
            path,
            "{\"location\": \"westeurope\", \"identity\": {\"type\": \"SystemAssigned\"}}"));
  }

  /** Grants Key Vault Reader at the vault. */
  Answer grant(String assignment, String principal, String moreProperties) {
    return done(
        http.arm(
            "PUT",
            vault + "/providers/Microsoft.Authorization/roleAssignments/" + assignment,
            """
            {"properties": {"roleDefinitionId":
              "%s/providers/Microsoft.Authorization/roleDefinitions/%s",
              "principalId": "%s"%s}}
            """
                .formatted(subscription, KEY_VAULT_READER, principal, moreProperties)));
  }

  static Answer done(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isBetween(200, 204);
    return answer;
  }
}
