package dev.lanyard.api.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.projections.state.ProvenResource;
import dev.lanyard.projections.state.UsableIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdentityChoiceTest {
  private static final String GROUP =
      "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/shop";
  private static final String VM = GROUP + "/providers/Microsoft.Compute/virtualMachines/web";
  private static final String USERS =
      GROUP + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/";

  private static final UsableIdentity SYSTEM = identity(10, VM);
  private static final UsableIdentity ONE = identity(20, USERS + "One");
  private static final UsableIdentity TWO = identity(30, USERS + "Two");

  private static UsableIdentity identity(int number, String path) {
    return new UsableIdentity(
        new ThingId(new UUID(1, number)),
        ResourcePath.parse("path", path),
        new PrincipalId(new UUID(2, number)),
        new ClientId(new UUID(3, number)),
        number);
  }

  private static ProvenResource workload(Optional<UsableIdentity> system, UsableIdentity... users) {
    return new ProvenResource(
        7,
        Scope.of(SubscriptionId.parse("s", "00000000-0000-0000-0000-000000000001"))
            .child(ResourcePath.parse("path", VM), new ThingId(new UUID(1, 1))),
        new WorkloadCredential(
            new CredentialId(new UUID(4, 4)),
            WorkloadCredential.Kind.ENDPOINT_SECRET,
            Optional.empty(),
            Instant.EPOCH,
            Instant.MAX),
        system,
        List.of(users));
  }

  private static UsableIdentity chosen(ProvenResource workload, Map<String, String> query) {
    return IdentityChoice.of(workload, Selector.of(name -> Optional.ofNullable(query.get(name))));
  }

  private static void refused(
      ProvenResource workload, Map<String, String> query, WorkloadError why) {
    assertThatThrownBy(() -> chosen(workload, query))
        .isInstanceOfSatisfying(
            WorkloadRefusal.class, refusal -> assertThat(refusal.error()).isEqualTo(why));
  }

  @Test
  void unnamed_it_is_the_system_identity_else_the_only_user_identity() {
    assertThat(chosen(workload(Optional.of(SYSTEM), ONE, TWO), Map.of())).isEqualTo(SYSTEM);
    assertThat(chosen(workload(Optional.empty(), ONE), Map.of())).isEqualTo(ONE);
    refused(workload(Optional.empty(), ONE, TWO), Map.of(), WorkloadError.severalIdentities());
    refused(workload(Optional.empty()), Map.of(), WorkloadError.identityNotFound());
  }

  @Test
  void each_spelling_of_a_name_finds_the_identity() {
    ProvenResource all = workload(Optional.of(SYSTEM), ONE, TWO);
    String client = TWO.client().toString();
    String object = TWO.principal().toString();
    String path = TWO.path().toString();
    List<Map<String, String>> spellings =
        List.of(
            Map.of("client_id", client),
            Map.of("client_id", client.toUpperCase(java.util.Locale.ROOT)),
            Map.of("clientid", client),
            // az 2.45 sends the object id so.
            Map.of("client_id", object),
            Map.of("object_id", object),
            Map.of("principal_id", object),
            Map.of("msi_res_id", path),
            Map.of("mi_res_id", path.toLowerCase(java.util.Locale.ROOT)));
    assertThat(spellings.stream().map(query -> chosen(all, query)).distinct().toList())
        .isEqualTo(List.of(TWO));
    assertThat(chosen(all, Map.of("client_id", SYSTEM.client().toString()))).isEqualTo(SYSTEM);
    assertThat(chosen(all, Map.of("mi_res_id", VM))).isEqualTo(SYSTEM);
  }

  @Test
  void what_is_not_on_the_resource_or_is_no_name_is_not_found() {
    ProvenResource one = workload(Optional.of(SYSTEM), ONE);
    for (Map<String, String> query :
        List.of(
            Map.of("client_id", TWO.client().toString()),
            Map.of("object_id", TWO.client().toString()),
            Map.of("object_id", ONE.client().toString()),
            Map.of("mi_res_id", TWO.path().toString()),
            Map.of("mi_res_id", "no path"),
            Map.of("client_id", "no id"),
            Map.of("client_id", "x".repeat(5_000)))) {
      refused(one, query, WorkloadError.identityNotFound());
    }
  }

  @Test
  void two_names_are_one_too_many() {
    refused(
        workload(Optional.of(SYSTEM), ONE),
        Map.of("client_id", ONE.client().toString(), "mi_res_id", ONE.path().toString()),
        WorkloadError.severalSelectors());
  }
}
