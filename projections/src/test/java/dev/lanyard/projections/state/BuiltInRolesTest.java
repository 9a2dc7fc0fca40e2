package dev.lanyard.projections.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Permission;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.command.LedgerCommand.BuiltInRole;
import dev.lanyard.domain.role.BuiltInRoles;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInRolesTest {
  private static final String ASSIGN = "Microsoft.Authorization/roleAssignments/write";
  private static final String READ_VM = "Microsoft.Compute/virtualMachines/read";
  private static final String READ_SECRET = "Microsoft.KeyVault/vaults/secrets/getSecret/action";

  @Test
  void there_are_thirteen_with_ids_and_names_of_their_own() {
    assertThat(BuiltInRoles.ALL).hasSize(13);
    assertThat(BuiltInRoles.ALL).extracting(BuiltInRole::role).doesNotHaveDuplicates();
    assertThat(BuiltInRoles.ALL)
        .extracting(role -> role.name().toLowerCase(Locale.ROOT))
        .doesNotHaveDuplicates();
  }

  @Test
  void owner_may_do_all_but_sees_no_data() {
    assertThat(BuiltInRoles.ALL.getFirst().role()).isEqualTo(RoleDefinition.OWNER);
    assertThat(permission("Owner").grants(ASSIGN)).isTrue();
    assertThat(permission("Owner").grantsData(READ_SECRET)).isFalse();
  }

  @Test
  void contributor_may_do_all_but_give_access() {
    assertThat(permission("Contributor").grants("Microsoft.Compute/virtualMachines/write"))
        .isTrue();
    assertThat(permission("Contributor").grants(ASSIGN)).isFalse();
    assertThat(permission("Contributor").grants("Lanyard.Audit/events/erase/action")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Lanyard.Directory/principals/write",
        "Lanyard.Directory/principals/delete",
        "Lanyard.Directory/principals/credentials/write",
        "Lanyard.Directory/principals/credentials/delete",
        "Lanyard.Directory/principals/revokeTokens/action",
        "Lanyard.Tokens/issuers/write",
        "Lanyard.Tokens/issuers/delete"
      })
  void only_owner_changes_the_directory_and_who_speaks_for_it(String action) {
    assertThat(
            BuiltInRoles.ALL.stream()
                .filter(role -> new Granting(role.permissions()).grants(action))
                .map(BuiltInRole::role))
        .containsExactly(RoleDefinition.OWNER);
  }

  @Test
  void reader_reads_and_changes_nothing() {
    assertThat(permission("Reader").grants(READ_VM)).isTrue();
    assertThat(permission("Reader").grants("Microsoft.Compute/virtualMachines/write")).isFalse();
  }

  @Test
  void only_secrets_user_reads_secrets() {
    assertThat(permission("Key Vault Secrets User").grantsData(READ_SECRET)).isTrue();
    assertThat(permission("Key Vault Reader").grantsData(READ_SECRET)).isFalse();
  }

  @Test
  void identity_operator_assigns_identities_that_contributor_makes() {
    String identities = "Microsoft.ManagedIdentity/userAssignedIdentities";
    assertThat(permission("Managed Identity Operator").grants(identities + "/x/assign/action"))
        .isTrue();
    assertThat(permission("Managed Identity Operator").grants(identities + "/write")).isFalse();
    assertThat(permission("Managed Identity Contributor").grants(identities + "/write")).isTrue();
    assertThat(permission("Managed Identity Contributor").grants(identities + "/x/assign/action"))
        .isFalse();
  }

  @Test
  void auditor_reads_exports_and_explains_and_replays_nothing() {
    Granting auditor = permission("Auditor");
    assertThat(auditor.grants("Lanyard.Audit/events/read")).isTrue();
    assertThat(auditor.grants("Lanyard.Audit/exports/write")).isTrue();
    assertThat(auditor.grants("Lanyard.Access/who/read")).isTrue();
    assertThat(auditor.grants("Lanyard.Access/check/action")).isTrue();
    assertThat(auditor.grants("Lanyard.Access/introspection/action")).isFalse();
    assertThat(auditor.grants("Lanyard.Operations/rebuilds/write")).isFalse();
    assertThat(auditor.grants(READ_VM)).isFalse();
  }

  @Test
  void replay_operator_replays_and_reports_and_exports_nothing() {
    Granting operator = permission("Replay Operator");
    assertThat(operator.grants("Lanyard.Audit/events/read")).isTrue();
    assertThat(operator.grants("Lanyard.Operations/rebuilds/write")).isTrue();
    assertThat(operator.grants("Lanyard.Compliance/reports/write")).isTrue();
    assertThat(operator.grants("Lanyard.Audit/exports/write")).isFalse();
    assertThat(operator.grants("Lanyard.Access/who/read")).isFalse();
    assertThat(operator.grants(ASSIGN)).isFalse();
  }

  @Test
  void resource_server_asks_what_others_may_and_may_nothing_else() {
    Granting server = permission("Lanyard Resource Server");
    assertThat(server.grants("Lanyard.Access/check/action")).isTrue();
    assertThat(server.grants("Lanyard.Access/introspection/action")).isTrue();
    assertThat(server.grants("Lanyard.Access/what/read")).isTrue();
    assertThat(server.grants("Lanyard.Access/uses/read")).isFalse();
    assertThat(server.grants("Lanyard.Audit/events/read")).isFalse();
    assertThat(server.grants(READ_VM)).isFalse();
    assertThat(server.grantsData(READ_SECRET)).isFalse();
  }

  private static Granting permission(String name) {
    return BuiltInRoles.ALL.stream()
        .filter(role -> role.name().equals(name))
        .findFirst()
        .map(role -> new Granting(role.permissions()))
        .orElseThrow();
  }

  /** A role as requests are held against it. */
  private record Granting(List<Permission> permissions) {
    boolean grants(String action) {
      return grants(action, false);
    }

    boolean grantsData(String action) {
      return grants(action, true);
    }

    private boolean grants(String action, boolean data) {
      return RequestedAction.parse("action", action, data).in(permissions)
          instanceof RequestedAction.Match.Granted;
    }
  }
}
