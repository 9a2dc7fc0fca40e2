package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.api.agent.RunningAgent;
import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.access.AccessEvent.TokenIssued;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent beside a server, as workloads and as those who mean harm meet it. */
@TestInstance(Lifecycle.PER_CLASS)
class AgentIT {
  private static final String PATH = "/metadata/identity/oauth2/token";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String VAULT = "?api-version=2018-02-01&resource=https://vault.azure.net";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Path temp;
  private Server server;
  private Story story;
  private Enrolments enrolments;
  private RunningAgent agent;
  private String vm;
  private String shared;
  private String client;

  @BeforeAll
  void start(@TempDir Path folder) {
    temp = folder;
    server = Server.start(temp.resolve("data"));
    enrolments = new Enrolments(server);
    story = new Story(server.http(), "agents");
    story.createGroup();
    shared = story.create(story.shared).text("/properties/clientId");
    vm = story.vm1;
    Story.done(
        server
            .http()
            .arm(
                "PUT",
                vm,
                """
                {"location": "westeurope", "identity": {"type": "SystemAssigned, UserAssigned",
                  "userAssignedIdentities": {"%s": {}}}}
                """
                    .formatted(story.shared)));
    agent = enrolled("state", vm);
    client = agent.clients().getFirst().toString();
  }

  @AfterAll
  void stop() {
    agent.close();
    server.close();
  }

  private RunningAgent enrolled(String state, String resource, String... more) {
    List<String> options = enrolments.options(temp.resolve(state), more);
    options.addAll(List.of("--code", enrolments.code(resource)));
    return RunningAgent.start(InstantSource.system(), options);
  }

  /** Asks an agent by its usual path. */
  static Answer ask(RunningAgent agent, String query, String... headers) {
    return send(agent, "GET", PATH + query, headers);
  }

  private static Answer send(RunningAgent agent, String method, String path, String... headers) {
    return send(agent, method, path, "", headers);
  }

  private static Answer send(
      RunningAgent agent, String method, String path, String body, String[] headers) {
    var request =
        HttpRequest.newBuilder(URI.create(agent.base() + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      var reply = CLIENT.send(request.build(), BodyHandlers.ofString());
      return new Answer(reply.statusCode(), reply, Client.JSON.readTree(reply.body()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private Answer token(String more) {
    return ask(agent, VAULT + more, "Metadata", "true");
  }

  @Test
  void a_token_is_that_of_the_resource_and_every_value_of_the_reply_is_a_text() {
    Answer reply = token("");
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.json().propertyNames())
        .containsExactly(
            "access_token",
            "client_id",
            "expires_in",
            "expires_on",
            "ext_expires_in",
            "not_before",
            "resource",
            "token_type");
    assertThat(reply.json().valueStream()).allMatch(value -> value.isString());
    var claims = Assertion.claims(reply.text("/access_token"));
    assertThat(claims.path("xms_az_rid").asString()).isEqualToIgnoringCase(vm);
    assertThat(claims.path("appid").asString()).isEqualTo(reply.text("/client_id"));
    assertThat(reply.text("/resource")).isEqualTo("https://vault.azure.net");
    assertThat(reply.text("/token_type")).isEqualTo("Bearer");
    assertThat(Attempts.of(server, TokenIssued.class))
        .anyMatch(
            issued ->
                issued.credential().toString().equals(client)
                    && issued.through().map(Object::toString).equals(Optional.of(vm)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"client_id", "clientid", "object_id", "principal_id", "msi_res_id", "mi_res_id"})
  void an_identity_is_named_in_every_spelling(String selector) {
    Answer identity = server.http().arm("GET", story.shared, "");
    String value =
        switch (selector) {
          case "client_id", "clientid" -> shared;
          case "object_id", "principal_id" -> identity.text("/properties/principalId");
          default -> story.shared;
        };
    assertThat(token("&" + selector + "=" + value).text("/client_id")).isEqualTo(shared);
  }

  @ParameterizedTest
  @CsvSource({
    "'',resource,'',invalid_request,Required query variable 'api-version' is missing",
    "?api-version=2018-02-01,x,'',invalid_request,Required query variable 'resource' is missing",
    "V,x,&client_id=0000,invalid_request,Identity not found",
    "V,x,&mi_res_id=nothing,invalid_request,Identity not found",
    "V,x,&client_id=a&object_id=b,invalid_request,Only one identity can be named in a token"
        + " request",
    "V,x,&resource=b,invalid_request,Query variable 'query' is malformed",
  })
  void what_cannot_be_answered_is_told_in_the_words_of_the_contract(
      String query, String ignored, String more, String error, String text) {
    Answer reply = ask(agent, (query.equals("V") ? VAULT : query) + more, "Metadata", "true");
    assertThat(reply.status()).as(ignored).isEqualTo(400);
    assertThat(reply.json().propertyNames()).containsExactly("error", "error_description");
    assertThat(reply.text("/error")).isEqualTo(error);
    assertThat(reply.text("/error_description")).isEqualTo(text);
  }

  /** Asks as the Azure CLI does by {@code MSI_ENDPOINT}. */
  private Answer form(String type, String body, String... headers) {
    var all = Stream.concat(Stream.of("Content-Type", type), Stream.of(headers));
    return send(agent, "POST", "/msi/token", body, all.toArray(String[]::new));
  }

  private Answer form(String body) {
    return form(FORM, body, "Metadata", "true");
  }

  @Test
  void a_form_is_answered_like_a_query() {
    Answer own = form("resource=https%3A%2F%2Fvault.azure.net");
    Answer named = form("resource=https://vault.azure.net&client_id=" + shared);
    assertThat(List.of(own.status(), named.status())).isEqualTo(List.of(200, 200));
    assertThat(own.json().propertyNames())
        .containsExactlyElementsOf(token("").json().propertyNames());
    assertThat(List.of(own.text("/client_id"), named.text("/client_id")))
        .isEqualTo(List.of(token("").text("/client_id"), shared));
  }

  @ParameterizedTest
  @CsvSource({
    "'',Required query variable 'resource' is missing",
    "resource=a&resource=b,Query variable 'body' is malformed",
    "resource=%,Query variable 'body' is malformed",
    "resource=a&client_id=b&object_id=c,Only one identity can be named in a token request",
    "resource=https://vault.azure.net&client_id=0000,Identity not found",
  })
  void a_form_that_cannot_be_answered_is_told_so(String body, String text) {
    Answer reply = form(body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/error_description")).isEqualTo(text);
  }

  @Test
  void a_form_is_let_in_no_further_than_a_query() {
    String body = "resource=https://vault.azure.net";
    assertThat(form(FORM, body).text("/error")).isEqualTo("bad_request_102");
    Answer forwarded = form(FORM, body, "Metadata", "true", "X-Forwarded-For", "192.0.2.1");
    assertThat(forwarded.text("/error_description")).contains("forwarded");
    assertThat(form("text/plain", body, "Metadata", "true").status()).isEqualTo(400);
    assertThat(form(body + "&x=" + "y".repeat(70_000)).status()).isEqualTo(400);
    Answer query = send(agent, "GET", "/msi/token?" + body, "Metadata", "true");
    assertThat(query.status()).isEqualTo(405);
    assertThat(query.reply().headers().firstValue("Allow")).hasValue("POST");
  }

  @Test
  void an_audience_that_nobody_registered_is_told_by_its_number() {
    Answer reply =
        ask(agent, "?api-version=2018-02-01&resource=https://nobody.example", "Metadata", "true");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/error_description")).startsWith("AADSTS500011");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "True", "truex", "1", "true, true", "twice"})
  void without_the_header_that_workloads_send_there_is_nothing(String metadata) {
    String[] headers =
        switch (metadata) {
          case "" -> new String[0];
          case "twice" -> new String[] {"Metadata", "true", "Metadata", "true"};
          default -> new String[] {"Metadata", metadata};
        };
    Answer reply = ask(agent, VAULT, headers);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/error")).isEqualTo("bad_request_102");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X-Forwarded-For", "Forwarded", "Via", "X-Forwarded-Host", "X-Forwarded-Proto"})
  void what_was_forwarded_is_refused(String header) {
    Answer reply = ask(agent, VAULT, "Metadata", "true", header, "192.0.2.1");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/error_description")).contains("forwarded");
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example,400",
    "evil.example:80,400",
    "localhost.evil.example,400",
    "10.0.0.1,400",
    "'',400",
    "localhost,200",
    "LOCALHOST:1234,200",
    "127.0.0.1,200",
    "[::1]:80,200",
    "169.254.169.254,200",
  })
  void a_name_that_was_bound_to_this_address_is_no_name_of_it(String host, int status)
      throws IOException {
    String head = "GET " + PATH + VAULT + " HTTP/1.1\r\nMetadata: true\r\nHost: " + host;
    assertThat(RawHttp.statusOf(URI.create(agent.base()).getPort(), head)).isEqualTo(status);
  }

  @Test
  void two_hosts_or_none_are_no_host() throws IOException {
    int port = URI.create(agent.base()).getPort();
    String head = "GET " + PATH + VAULT + " HTTP/1.1\r\nMetadata: true";
    assertThat(RawHttp.statusOf(port, head)).isEqualTo(400);
    assertThat(RawHttp.statusOf(port, head + "\r\nHost: localhost\r\nHost: evil")).isEqualTo(400);
  }

  @Test
  void other_methods_and_paths_are_not_there_and_no_page_of_a_browser_is_let_in() {
    for (String method : List.of("POST", "PUT", "HEAD", "OPTIONS", "DELETE")) {
      Answer reply = send(agent, method, PATH + VAULT, "Metadata", "true", "Origin", "http://evil");
      assertThat(reply.status()).isEqualTo(405);
      assertThat(reply.reply().headers().firstValue("Allow")).hasValue("GET");
      assertThat(reply.reply().headers().map().keySet())
          .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
    }
    for (String path :
        List.of("/", "/metadata/instance", PATH + "/x", PATH.toUpperCase(java.util.Locale.ROOT))) {
      assertThat(send(agent, "GET", path, "Metadata", "true").status()).isEqualTo(404);
    }
  }

  @Test
  void processes_of_other_users_are_refused_and_told() throws IOException {
    long own = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    try (var mine = enrolled("mine", story.vm1, "--allow-uid", "4000000000," + own);
        var others = enrolled("others", story.vm1, "--allow-uid", "4000000000")) {
      assertThat(ask(mine, VAULT, "Metadata", "true").status()).isEqualTo(200);
      Answer refused = ask(others, VAULT, "Metadata", "true");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text("/error")).isEqualTo("forbidden");
      assertThat(others.said()).contains("Refused a process of user " + own);
    }
  }

  @Test
  void a_restart_takes_no_code_and_a_code_is_not_wasted_on_it() {
    String code = enrolments.code(vm);
    try (var first = enrolled("restarted", vm)) {
      assertThat(first.said()).anyMatch(line -> line.startsWith("Enrolled as "));
    }
    var options = enrolments.options(temp.resolve("restarted"), "--code", code);
    try (var second = RunningAgent.start(InstantSource.system(), options)) {
      assertThat(second.said()).contains("Enrolled already: the code is not used");
      assertThat(ask(second, VAULT, "Metadata", "true").status()).isEqualTo(200);
      assertThatThrownBy(() -> RunningAgent.start(InstantSource.system(), options))
          .hasMessageContaining("another agent holds");
    }
    var fresh = enrolments.options(temp.resolve("fresh"), "--code", code);
    RunningAgent.start(InstantSource.system(), fresh).close();
    var again = enrolments.options(temp.resolve("again"), "--code", code);
    assertThatThrownBy(() -> RunningAgent.start(InstantSource.system(), again))
        .hasMessageStartingWith("Not enrolled: ")
        .hasMessageNotContaining(code.substring(code.indexOf('.')));
  }

  @Test
  void its_folder_and_files_are_its_owners_alone() throws IOException {
    Path state = temp.resolve("state");
    assertThat(Files.getPosixFilePermissions(state)).hasSize(3);
    for (String file : List.of("key-1.pem", "agent.json")) {
      assertThat(Files.getPosixFilePermissions(state.resolve(file))).hasSize(2);
    }
    Path open = Files.createDirectory(temp.resolve("open"));
    Files.setPosixFilePermissions(
        open, Set.copyOf(java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x")));
    assertThatThrownBy(() -> RunningAgent.start(InstantSource.system(), enrolments.options(open)))
        .hasMessageContaining("is open to other users");
  }

  @Test
  void a_revoked_certificate_and_a_deleted_resource_get_no_more_tokens() {
    String gone = story.vm2;
    story.createWithIdentity(gone);
    try (var revoked = enrolled("revoked", vm);
        var deleted = enrolled("deleted", gone)) {
      assertThat(ask(revoked, VAULT, "Metadata", "true").status()).isEqualTo(200);
      assertThat(ask(deleted, VAULT, "Metadata", "true").status()).isEqualTo(200);
      enrolments.revoke(vm, new CredentialId(revoked.clients().getFirst().value()));
      Story.done(server.http().arm("DELETE", gone, ""));
      for (RunningAgent ended : List.of(revoked, deleted)) {
        Answer reply = ask(ended, VAULT, "Metadata", "true");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text("/error")).isEqualTo("unauthorized");
        assertThat(ended.said()).anyMatch(line -> line.contains("does not accept the certificate"));
      }
    }
  }

  @Test
  void a_server_that_is_away_or_is_not_the_trusted_one_is_told_as_passing(@TempDir Path other) {
    RunningAgent orphan;
    try (Server away = Server.start(other.resolve("data"))) {
      var place = new Story(away.http(), "away");
      place.createGroup();
      place.createWithIdentity(place.vm1);
      var enrolling = new Enrolments(away);
      var options = enrolling.options(other.resolve("state"), "--code", enrolling.code(place.vm1));
      orphan = RunningAgent.start(InstantSource.system(), options);
      assertThat(ask(orphan, VAULT, "Metadata", "true").status()).isEqualTo(200);
      var distrust = enrolments.options(other.resolve("none"), "--code", enrolling.code(place.vm1));
      distrust.set(1, away.http().base());
      assertThatThrownBy(() -> RunningAgent.start(InstantSource.system(), distrust))
          .hasMessageStartingWith("Not enrolled: the server cannot be asked: ");
    }
    try (orphan) {
      Answer reply = ask(orphan, VAULT, "Metadata", "true");
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.reply().headers().firstValue("Retry-After")).hasValue("1");
    }
  }
}
