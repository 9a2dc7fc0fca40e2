package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.server.Client.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What clients of Azure Resource Manager rely on (CONTRACT 1 and 4). */
@TestInstance(Lifecycle.PER_CLASS)
class ArmIT {
  private static final String VERSION = "?api-version=1";
  private Server server;
  private Client http;

  @BeforeAll
  void start(@TempDir Path temp) {
    server = Server.start(temp);
    http = server.http();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /** A group of the test's own. */
  private Story story(TestInfo test) {
    Story story = new Story(http, test.getTestMethod().orElseThrow().getName());
    story.createGroup();
    return story;
  }

  private static String etag(Answer answer) {
    return answer.reply().headers().firstValue("ETag").orElseThrow();
  }

  private static String code(Answer answer) {
    return answer.status() + " " + answer.text("/error/code");
  }

  private static List<String> names(Answer listing) {
    return listing
        .json()
        .path("value")
        .valueStream()
        .map(it -> it.path("name").asString())
        .toList();
  }

  @Test
  void conditions_on_etags_are_kept(TestInfo test) {
    String vm = story(test).vm1 + VERSION;
    String body = "{\"location\":\"westeurope\",\"properties\":{\"n\":%d}}";
    assertThat(code(http.send("PUT", vm, body.formatted(1), "If-Match", "*")))
        .isEqualTo("412 PreconditionFailed");
    Answer created = http.send("PUT", vm, body.formatted(1), "If-None-Match", "*");
    assertThat(created.status()).isEqualTo(201);
    assertThat(code(http.send("PUT", vm, body.formatted(2), "If-None-Match", "*")))
        .isEqualTo("412 PreconditionFailed");
    Answer changed = http.send("PUT", vm, body.formatted(2), "If-Match", etag(created));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(etag(changed)).isNotEqualTo(etag(created));
    assertThat(code(http.send("PATCH", vm, "{}", "If-Match", etag(created))))
        .isEqualTo("412 PreconditionFailed");
    assertThat(http.get(vm, "If-None-Match", "W/" + etag(changed)).status()).isEqualTo(304);
    assertThat(http.get(vm, "If-None-Match", etag(created)).status()).isEqualTo(200);
    assertThat(code(http.get(vm, "If-Match", etag(created)))).isEqualTo("412 PreconditionFailed");
    assertThat(http.send("GET", vm, "", "If-Match", "x").status()).isEqualTo(400);
    assertThat(http.send("DELETE", vm, "", "If-Match", etag(created)).status()).isEqualTo(412);
    assertThat(http.send("DELETE", vm, "", "If-Match", etag(changed)).status()).isEqualTo(200);
    assertThat(http.send("DELETE", vm, "").status()).isEqualTo(204);
  }

  @Test
  void the_same_state_again_changes_nothing(TestInfo test) {
    Story story = story(test);
    Answer first = story.createWithIdentity(story.vm1);
    Answer second = story.createWithIdentity(story.vm1);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(second.position()).isEqualTo(first.position());
  }

  @Test
  void names_are_found_in_any_case_and_keep_their_own(TestInfo test) {
    Story story = story(test);
    story.create(story.vm1);
    String there = story.vm1.toLowerCase(Locale.ROOT).replace("/providers/", "//PROVIDERS/");
    Answer found = http.arm("GET", there + "/", "");
    assertThat(found.text("/id")).isEqualTo(story.vm1);
    assertThat(http.arm("DELETE", story.vm1.toUpperCase(Locale.ROOT), "").status()).isEqualTo(200);
  }

  @Test
  void replies_carry_the_ids_of_the_request_and_a_position(TestInfo test) {
    String group = story(test).group + VERSION;
    Answer answer =
        http.get(
            group,
            "x-ms-client-request-id",
            "c1",
            "x-ms-return-client-request-id",
            "true",
            "x-ms-correlation-request-id",
            "c2");
    var headers = answer.reply().headers();
    assertThat(headers.firstValue("x-ms-client-request-id")).contains("c1");
    assertThat(headers.firstValue("x-ms-correlation-request-id")).contains("c2");
    assertThat(headers.firstValue("x-ms-request-id")).isPresent();
    assertThat(http.get(group, "x-ms-client-request-id", "c1").reply().headers().map())
        .doesNotContainKey("x-ms-client-request-id");
    assertThat(answer.position()).isPositive();
    assertThat(code(http.get(group.replace(VERSION, ""))))
        .isEqualTo("400 MissingApiVersionParameter");
    assertThat(http.send("HEAD", group, "").status()).isEqualTo(204);
    assertThat(http.send("HEAD", group.replace(VERSION, "x" + VERSION), "").status())
        .isEqualTo(404);
  }

  @Test
  void a_group_stays_where_it_is_and_ends_with_an_operation(TestInfo test) {
    Story story = story(test);
    assertThat(code(http.arm("PUT", story.group, "{\"location\":\"elsewhere\"}")))
        .isEqualTo("409 InvalidResourceGroupLocation");
    assertThat(http.arm("PATCH", story.group, "{\"tags\":{\"a\":\"b\"}}").text("/tags/a"))
        .isEqualTo("b");
    Answer deleted = http.arm("DELETE", story.group, "");
    assertThat(deleted.status()).isEqualTo(202);
    String operation =
        deleted
            .reply()
            .headers()
            .firstValue("Location")
            .orElseThrow()
            .substring(http.base().length());
    assertThat(http.get(operation).status()).isEqualTo(200);
    String other = operation.replaceFirst("operationresults/\\d+", "operationresults/1");
    assertThat(code(http.get(other))).isEqualTo("404 OperationNotFound");
    assertThat(code(http.arm("GET", story.group, ""))).isEqualTo("404 ResourceGroupNotFound");
    assertThat(code(http.arm("GET", story.vm1, ""))).isEqualTo("404 ResourceGroupNotFound");
    assertThat(code(http.arm("DELETE", story.group, ""))).isEqualTo("404 ResourceGroupNotFound");
  }

  @Test
  void listings_go_on_behind_their_links_and_filter(TestInfo test) {
    Story story = story(test);
    List<String> all = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      String path = story.group + "/providers/My.Things/boxes/box" + n;
      Story.done(
          http.arm("PUT", path, "{\"tags\":{\"n\":\"" + n % 2 + "\"},\"location\":\"local\"}"));
      all.add("box" + n);
    }
    story.create(story.shared);
    String link = story.group + "/resources" + VERSION + "&$top=2";
    List<String> seen = new ArrayList<>();
    int pages = 0;
    while (!link.isEmpty()) {
      Answer page = http.get(link);
      seen.addAll(names(page));
      String next = page.text("/nextLink");
      link = next.isEmpty() ? "" : next.substring(http.base().length());
      pages++;
    }
    all.add("pipeline");
    assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
    assertThat(pages).isEqualTo(3);
    String resources = story.subscription + "/resources" + VERSION + "&$filter=";
    String inGroup = "resourceGroup%20eq%20'" + test.getTestMethod().orElseThrow().getName() + "'";
    assertThat(names(http.get(resources + inGroup))).hasSize(6);
    assertThat(
            names(http.get(resources + inGroup + "%20and%20resourceType%20eq%20'my.things/BOXES'")))
        .hasSize(5);
    assertThat(names(http.get(resources + inGroup + "%20and%20name%20eq%20'BOX3'")))
        .containsExactly("box3");
    assertThat(
            names(
                http.get(
                    resources
                        + inGroup
                        + "%20and%20tagName%20eq%20'n'%20and%20tagValue%20eq%20'1'")))
        .containsExactly("box1", "box3");
    assertThat(names(http.get(resources + inGroup + "%20and%20location%20eq%20'LOCAL'")))
        .hasSize(5);
    assertThat(names(http.get(resources + inGroup + "%20and%20substringof('OX3',name)")))
        .containsExactly("box3");
    Answer whole = http.get(resources + inGroup + "%20and%20startswith(name,'pipe')&$top=1");
    assertThat(names(whole)).containsExactly("pipeline");
    assertThat(whole.text("/nextLink")).isEmpty();
    assertThat(names(http.arm("GET", story.group + "/providers/my.things/boxes", ""))).hasSize(5);
    Answer unknown = http.get(resources + "color%20eq%20'red'");
    assertThat(code(unknown)).isEqualTo("400 InvalidFilterInQueryString");
    assertThat(unknown.text("/error/message")).contains("color");
    assertThat(names(http.arm("GET", story.group + "x/resources", ""))).isEmpty();
  }

  @Test
  void secrets_and_states_are_not_kept(TestInfo test) {
    Story story = story(test);
    String body =
        "{\"location\":\"l\",\"properties\":{\"osProfile\":{\"adminPassword\":\"hunter2\",\"u\":1},"
            + "\"provisioningState\":\"Odd\"}}";
    assertThat(Story.done(http.arm("PUT", story.vm1, body)).json().path("properties").toString())
        .isEqualTo("{\"osProfile\":{\"u\":1},\"provisioningState\":\"Succeeded\"}");
    assertThat(http.arm("GET", story.vm1, "").json().path("properties").toString())
        .doesNotContain("hunter2");
  }

  @Test
  void an_identity_that_is_not_there_cannot_be_used(TestInfo test) {
    Story story = story(test);
    String body =
        "{\"location\":\"l\",\"identity\":{\"type\":\"UserAssigned\",\"userAssignedIdentities\":{\"%s\":{}}}}"
            .formatted(story.shared);
    assertThat(code(http.arm("PUT", story.vm1, body))).isEqualTo("400 FailedIdentityOperation");
    assertThat(http.arm("GET", story.vm1, "").status()).isEqualTo(404);
    assertThat(
            code(
                http.arm(
                    "GET",
                    story.vm1 + "/providers/Microsoft.ManagedIdentity/identities/default",
                    "")))
        .isEqualTo("404 ResourceNotFound");
    assertThat(code(http.arm("PUT", story.shared.replace("pipeline", "x"), "{\"location\":\"l\"}")))
        .isEqualTo("400 InvalidResourceName");
    assertThat(code(http.arm("PUT", story.shared, "{}"))).isEqualTo("400 LocationRequired");
  }

  @Test
  void locks_forbid_what_they_say_and_are_listed_at_and_below(TestInfo test) {
    Story story = story(test);
    story.create(story.vault);
    String locks = "/providers/Microsoft.Authorization/locks";
    String lock = story.vault + locks + "/keep";
    String body = "{\"properties\":{\"level\":\"%s\",\"notes\":\"n\"}}";
    assertThat(http.arm("PUT", lock, body.formatted("cannotdelete")).status()).isEqualTo(201);
    assertThat(http.arm("PUT", lock, body.formatted("CanNotDelete")).status()).isEqualTo(200);
    assertThat(names(http.arm("GET", story.group + locks, ""))).containsExactly("keep");
    assertThat(http.arm("GET", lock, "").text("/properties/level")).isEqualTo("CanNotDelete");
    Answer refused = http.arm("DELETE", story.vault, "");
    assertThat(code(refused)).isEqualTo("409 ScopeLocked");
    assertThat(refused.text("/error/message"))
        .isEqualTo(
            ("The scope '%s' cannot perform delete operation because following scope(s) are locked:"
                    + " '%s'. Please remove the lock and try again.")
                .formatted(story.vault, story.vault));
    assertThat(code(http.arm("DELETE", story.group, ""))).isEqualTo("409 ScopeLocked");
    assertThat(http.arm("DELETE", lock, "").status()).isEqualTo(200);
    assertThat(http.arm("DELETE", lock, "").status()).isEqualTo(204);
    assertThat(code(http.arm("GET", lock, ""))).isEqualTo("404 LockNotFound");
    assertThat(code(http.arm("PUT", lock, "{\"properties\":{\"level\":\"Soft\"}}")))
        .isEqualTo("400 InvalidRequestContent");
  }

  @Test
  void the_past_is_answered_at_any_commit(TestInfo test) {
    Story story = story(test);
    Answer created = story.create(story.vm1);
    Answer patched = http.arm("PATCH", story.vm1, "{\"tags\":{\"a\":\"b\"}}");
    String then = story.vm1 + VERSION + "&asOf=" + created.position();
    assertThat(http.get(then).json().path("tags").size()).isZero();
    assertThat(http.get(then).position()).isEqualTo(created.position());
    long past = created.position() - 1;
    assertThat(code(http.get(story.vm1 + VERSION + "&asOf=" + past)))
        .isEqualTo("404 ResourceNotFound");
    assertThat(
            http.get(story.vm1 + VERSION, "Lanyard-Min-Position", "" + patched.position())
                .text("/tags/a"))
        .isEqualTo("b");
    long beyond = patched.position() + 1_000_000;
    assertThat(code(http.get(story.vm1 + VERSION, "Lanyard-Min-Position", "" + beyond)))
        .isEqualTo("400 PositionNotReached");
    assertThat(code(http.get(story.vm1 + VERSION + "&asOf=" + beyond)))
        .isEqualTo("400 PositionNotReached");
    assertThat(code(http.get(story.vm1 + VERSION + "&asOf=9999-01-01T00:00:00Z")))
        .isEqualTo("400 InvalidAsOf");
    assertThat(code(http.get(story.vm1 + VERSION + "&asOf=2020-01-01T00:00:00+01:00")))
        .isEqualTo("404 ResourceGroupNotFound");
    assertThat(http.send("DELETE", then, "").status()).isEqualTo(400);
  }

  @Test
  void reserved_types_never_become_generic_resources(TestInfo test) {
    Story story = story(test);
    String identity =
        story.shared.replace("Microsoft.ManagedIdentity", "MICROSOFT.managedidentity");
    Answer created = http.arm("PUT", identity, "{\"location\":\"l\"}");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text("/properties/principalId")).hasSize(36);
    assertThat(names(http.arm("GET", identity + "/federatedIdentityCredentials", ""))).isEmpty();
    assertThat(code(http.arm("GET", identity + "x/federatedIdentityCredentials", "")))
        .isEqualTo("404 ResourceNotFound");
    assertThat(
            code(
                http.arm(
                    "PUT", story.group + "/providers/microsoft.AUTHORIZATION/policies/p", "{}")))
        .isEqualTo("404 InvalidResourceType");
    assertThat(code(http.arm("POST", story.group + "/moveResources", "{}")))
        .isEqualTo("404 NotFound");
  }
}
