package dev.lanyard.api.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.CredentialId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WorkloadAddressTest {
  private static final CredentialId ID = new CredentialId(new UUID(1, 2));

  private static List<String> path(String text) {
    return List.of(text.split("/"));
  }

  @Test
  void a_path_says_for_which_credential_it_is() {
    assertThat(WorkloadAddress.of(path("endpoints/" + ID + "/msi/token")))
        .hasValue(new WorkloadAddress.ByHeader(ID));
    assertThat(WorkloadAddress.of(path("local/" + ID + ".se.cret/metadata/identity/oauth2/token")))
        .hasValue(new WorkloadAddress.ByPath(ID, "se.cret"));
    assertThat(WorkloadAddress.of(path("local/" + ID + ".secret/msi/token")))
        .hasValue(new WorkloadAddress.ByPath(ID, "secret"));
  }

  @Test
  void a_token_endpoint_of_no_resource_is_one_all_the_same() {
    for (String text :
        List.of(
            "metadata/identity/oauth2/token",
            "msi/token",
            "endpoints/x/msi/token",
            "local/" + ID + "/msi/token/../msi/token",
            "local/x.y/msi/token",
            "other/" + ID + ".secret/metadata/identity/oauth2/token",
            "local/a/" + ID + ".secret/metadata/identity/oauth2/token")) {
      assertThat(WorkloadAddress.of(path(text))).hasValue(new WorkloadAddress.Nowhere());
    }
  }

  @Test
  void other_paths_are_none() {
    for (String text :
        List.of("", "token", "metadata/identity", "subscriptions", "local/" + ID + ".secret")) {
      assertThat(WorkloadAddress.of(path(text))).isEmpty();
    }
  }

  @Test
  void an_address_does_not_show_its_secret() {
    assertThat(new WorkloadAddress.ByPath(ID, "hush").toString()).doesNotContain("hush");
  }
}
