package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.server.Client.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What clients look up before they write: tenants, locations, providers (CONTRACT 4.1). */
@TestInstance(Lifecycle.PER_CLASS)
class ProvidersIT {
  private Server server;
  private Client http;
  private Story story;

  @BeforeAll
  void start(@TempDir Path temp) {
    server = Server.start(temp);
    http = server.http();
    story = new Story(http, "providers");
    story.createGroup();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static String code(Answer answer) {
    return answer.status() + " " + answer.text("/error/code");
  }

  private static Optional<JsonNode> type(Answer provider, String name) {
    return provider
        .json()
        .path("resourceTypes")
        .valueStream()
        .filter(type -> type.path("resourceType").asString().equals(name))
        .findFirst();
  }

  /** As `az resource` chooses when it is given none: the first that is no preview. */
  private String apiVersion(String namespace, String type) {
    Answer provider = http.arm("GET", story.subscription + "/providers/" + namespace, "");
    List<String> stable =
        type(provider, type)
            .orElseThrow()
            .path("apiVersions")
            .valueStream()
            .map(JsonNode::asString)
            .filter(version -> !version.contains("preview"))
            .toList();
    return stable.getFirst();
  }

  @Test
  void the_tenant_and_the_locations_are_told() {
    Answer tenants = http.arm("GET", "/tenants", "");
    assertThat(tenants.text("/value/0/tenantId"))
        .isEqualTo(http.arm("GET", story.subscription, "").text("/tenantId"));
    Answer locations = http.arm("GET", story.subscription + "/locations", "");
    JsonNode west =
        locations
            .json()
            .path("value")
            .valueStream()
            .filter(it -> it.path("name").asString().equals("westeurope"))
            .findFirst()
            .orElseThrow();
    assertThat(west.path("id").asString()).isEqualTo(story.subscription + "/locations/westeurope");
    assertThat(west.path("regionalDisplayName").asString()).isEqualTo("(Europe) West Europe");
    assertThat(west.at("/metadata/regionType").asString()).isEqualTo("Physical");
    String other = "/subscriptions/6b8f2a51-0c3d-4e6f-9a7b-1c2d3e4f5a6b";
    assertThat(code(http.arm("GET", other + "/locations", "")))
        .isEqualTo("404 SubscriptionNotFound");
    assertThat(code(http.arm("GET", other + "/providers", "")))
        .isEqualTo("404 SubscriptionNotFound");
  }

  @Test
  void a_provider_tells_the_versions_of_its_types() {
    assertThat(apiVersion("microsoft.keyvault", "vaults")).isEqualTo("2024-11-01");
    Answer compute = http.arm("GET", "/providers/Microsoft.Compute", "");
    assertThat(compute.text("/registrationState")).isEqualTo("Registered");
    assertThat(compute.text("/id")).isEqualTo("/providers/Microsoft.Compute");
    assertThat(type(compute, "virtualMachines/extensions")).isPresent();
    Answer all = http.arm("GET", story.subscription + "/providers", "");
    assertThat(all.json().path("value").size()).isGreaterThan(40);
    assertThat(
            http.arm("POST", story.subscription + "/providers/Microsoft.Sql/register", "")
                .text("/registrationState"))
        .isEqualTo("Registered");
    assertThat(
            http.arm("GET", story.subscription + "/providers/Microsoft.Sql/register", "").status())
        .isEqualTo(405);
  }

  @Test
  void a_type_that_is_in_use_is_told_as_well() {
    String mine = story.subscription + "/providers/My.Own";
    assertThat(code(http.arm("GET", mine, ""))).isEqualTo("404 InvalidResourceNamespace");
    story.create(story.group + "/providers/My.Own/boxes/b");
    story.create(story.group + "/providers/My.Own/boxes/b/lids/l");
    story.create(story.group + "/providers/microsoft.keyvault/caves/c");
    assertThat(apiVersion("my.own", "boxes/lids")).isNotEmpty();
    assertThat(apiVersion("Microsoft.KeyVault", "caves")).isNotEmpty();
    assertThat(http.arm("GET", "/providers/My.Own", "").text("/namespace")).isEqualTo("My.Own");
    Story.done(http.arm("DELETE", story.group + "/providers/My.Own/boxes/b", ""));
    assertThat(code(http.arm("GET", mine, ""))).isEqualTo("404 InvalidResourceNamespace");
  }

  @Test
  void the_types_of_what_a_caller_may_not_read_are_not_told() {
    Story hidden = new Story(http, "acquisitions");
    hidden.createGroup();
    String shown = story.create(story.group + "/providers/My.Shown/plans/p").text("/id");
    long made = hidden.create(hidden.group + "/providers/Project.Hidden/bids/b").position();
    Rights rights = new Rights(http);
    for (String scope : List.of(story.group, shown)) {
      As limited = new As(server, rights.userWith(Rights.READER, scope), List.of());
      for (String listed : List.of("/providers", story.subscription + "/providers")) {
        assertThat(limited.arm("GET", listed).json().toString())
            .as("%s for a reader of %s", listed, scope)
            .contains("Microsoft.Compute", "My.Shown")
            .doesNotContain("Project.Hidden");
      }
      for (String asOf : List.of("", "?asOf=" + made)) {
        String one = story.subscription + "/providers/Project.Hidden";
        assertThat(limited.arm("GET", one + asOf).code()).isEqualTo("InvalidResourceNamespace");
      }
    }
    assertThat(http.arm("GET", "/providers/Project.Hidden", "").status()).isEqualTo(200);
  }

  @Test
  void a_listing_expands_to_times_and_state() {
    Answer created = story.create(story.vm1);
    Answer changed = http.arm("PATCH", story.vm1, "{\"tags\":{\"a\":\"b\"}}");
    String list =
        story.group
            + "/resources?$filter=name%20eq%20'web1'&$expand=createdTime%2CchangedTime%2CprovisioningState";
    JsonNode listed = http.arm("GET", list, "").json().at("/value/0");
    Instant createdTime = Instant.parse(listed.path("createdTime").asString());
    Instant changedTime = Instant.parse(listed.path("changedTime").asString());
    assertThat(changedTime).isAfterOrEqualTo(createdTime);
    assertThat(listed.path("provisioningState").asString()).isEqualTo("Succeeded");
    JsonNode before =
        http.arm("GET", list + "&asOf=" + created.position(), "").json().at("/value/0");
    assertThat(before.path("changedTime").asString()).isEqualTo(createdTime.toString());
    assertThat(changed.position()).isGreaterThan(created.position());
    assertThat(code(http.arm("GET", story.group + "/resources?$expand=all", "")))
        .isEqualTo("400 InvalidRequestContent");
  }

  @Test
  void templates_are_not_offered() {
    String deployment = story.group + "/providers/Microsoft.Resources/deployments/d";
    assertThat(code(http.arm("PUT", deployment, "{\"properties\":{}}"))).isEqualTo("404 NotFound");
    assertThat(code(http.arm("POST", story.group + "/exportTemplate", "{}")))
        .isEqualTo("404 NotFound");
  }
}
