package dev.lanyard.api.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What proves somebody's name is nowhere but where it belongs, even while everything is logged: not
 * in the log, the meters, the errors, the ledgers or the views.
 */
class SecretsNeverLoggedIT {
  private static final String V2 = "/common/oauth2/v2.0/token";

  @TempDir private Path temp;
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final List<String> replies = new ArrayList<>();

  @Test
  void a_server_that_logs_everything_logs_no_secret() throws Exception {
    Path log = temp.resolve("log.txt");
    Path data = temp.resolve("data");
    try (var server =
        ServerProcess.start(
            data, log, "--logging.level.root=trace", "--LANYARD_WORKLOAD_PATHS=true")) {
      live(server.http());
      replies.add(server.http().get("/actuator/prometheus").reply().body());
    }
    String said = Files.readString(log, ISO_8859_1);
    assertThat(said).as("it logs everything").contains(" DEBUG ", " TRACE ");
    assertThat(secrets).hasSizeGreaterThan(8);
    secrets.forEach(
        (name, secret) -> {
          assertThat(secret).as(name).hasSizeGreaterThan(15);
          assertThat(linesWith(secret, said)).as("%s in the log", name).isEmpty();
          assertThat(replies).as("%s in replies", name).noneMatch(text -> text.contains(secret));
          assertThat(filesWith(data, secret)).as("%s in files", name).isEmpty();
        });
  }

  private void live(Client http) throws Exception {
    bootstrapSecrets(http.data());
    var bootstrap = Tokens.bootstrap(http.data());
    String client = bootstrap.path("clientId").asString();
    secrets.put("a token by a secret", signature(http.token()));
    String assertion = Assertion.by(http.data().resolve("bootstrap.pem"), client, http.base() + V2);
    secrets.put("an assertion", signature(assertion));
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", client);
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_assertion", assertion);
    form.put("scope", Tokens.MANAGEMENT);
    String token = Tokens.ask(http.anonymous(), V2, form).text("/access_token");
    secrets.put("a token by a certificate", signature(token));
    tell(Tokens.ask(http.anonymous(), V2, form));
    addCredential(http);
    workload(http);
    fail(http, client);
    Story story = new Story(http, "quiet");
    story.createGroup();
    story.createWithIdentity(story.vm1);
    tell(http.arm("GET", story.vm2, ""));
    tell(http.withToken(token).arm("GET", "/subscriptions", ""));
  }

  private void bootstrapSecrets(Path data) throws IOException {
    secrets.put("the first secret", Tokens.bootstrap(data).path("clientSecret").asString());
    secrets.put("the first key", lineOf(Files.readString(data.resolve("bootstrap.pem"))));
    secrets.put("the master key", Files.readString(data.resolve("master.key")).strip());
    try (Stream<Path> keys = Files.list(data.resolve("tls"))) {
      for (Path key : keys.filter(file -> file.toString().endsWith(".key")).toList()) {
        secrets.put(key.getFileName().toString(), lineOf(Files.readString(key)));
      }
    }
  }

  /** The second line of a private key's text: the first says what kind of key it is. */
  private static String lineOf(String pem) {
    return pem.lines().skip(2).findFirst().orElseThrow();
  }

  /** Without its signature a token opens nothing. */
  private static String signature(String token) {
    return token.substring(token.lastIndexOf('.') + 1);
  }

  private void addCredential(Client http) {
    UUID principal = UUID.randomUUID();
    UUID client = UUID.randomUUID();
    Story.done(
        http.put(
            "/principals/" + principal,
            "{\"type\": \"ServicePrincipal\", \"issuer\": \"urn:lanyard:local\", \"subject\": \"%s\"}"
                .formatted(client)));
    String secret =
        http.send("POST", "/principals/" + principal + "/credentials", "{\"kind\": \"secret\"}")
            .text("/secret");
    secrets.put("a further secret", secret);
    Client further = http.as(client.toString(), secret);
    tell(further.arm("GET", "/subscriptions", ""));
    secrets.put("a further token", signature(further.token()));
    tell(further.get("/audit/events"));
    tell(http.get("/principals/" + principal + "/credentials"));
  }

  /** A workload proves its resource in each way, rightly and wrongly. */
  private void workload(Client http) {
    Workloads workloads = new Workloads(http, "hushed");
    String machine = workloads.machine("vm", "SystemAssigned");
    Workloads.Endpoint byHeader = workloads.byHeader(machine);
    Workloads.Endpoint byPath = workloads.byPath(machine);
    secrets.put("the secret of an endpoint", byHeader.secret());
    secrets.put("the secret in a path", byPath.url().substring(byPath.url().lastIndexOf('.') + 1));
    String code = workloads.credential(machine, "EnrolmentCode").text("/properties/enrolmentCode");
    secrets.put("an enrolment code", code.substring(code.lastIndexOf('.') + 1));
    String query = "api-version=2019-08-01&resource=https://vault.azure.net";
    String token = byHeader.appService(query, "X-IDENTITY-HEADER").text("access_token");
    secrets.put("a workload's token", signature(token));
    for (String resource : List.of("https://vault.azure.net", "https://nobody.example", "")) {
      replies.add(byPath.metadata("resource=" + resource).json().path("error").toString());
    }
    replies.add(byHeader.appService(query, "X-Wrong").json().toString());
    tell(http.arm("GET", machine + "/providers/Lanyard.Workload/credentials", ""));
  }

  /** What somebody sends by mistake, or in the wrong place. */
  private void fail(Client http, String client) {
    String wrong = "wrong-secret-" + UUID.randomUUID();
    secrets.put("a wrong secret", wrong);
    tell(Tokens.ask(http.anonymous(), V2, Tokens.secretForm(client, wrong, Tokens.MANAGEMENT)));
    String unknown = UUID.randomUUID().toString();
    tell(Tokens.ask(http.anonymous(), V2, Tokens.secretForm(unknown, wrong, Tokens.MANAGEMENT)));
    tell(Tokens.ask(http.anonymous(), V2, Map.of("client_secret", wrong, "grant_type", "x")));
    String changed = "x".repeat(20) + UUID.randomUUID();
    secrets.put("a token that is none", changed);
    String header = http.token().substring(0, http.token().lastIndexOf('.') + 1);
    tell(http.withToken(header + changed).arm("GET", "/subscriptions", ""));
    tell(http.withToken(changed).get("/audit/events"));
    tell(http.anonymous().get("/subscriptions", "Authorization", "Basic " + changed));
  }

  private void tell(Client.Answer answer) {
    replies.add(answer.reply().headers() + answer.reply().body());
  }

  private static List<String> linesWith(String secret, String said) {
    return said.lines().filter(line -> line.contains(secret)).limit(5).toList();
  }

  /** The ledgers, the views, the key store: all files but those that hold just this. */
  private static List<Path> filesWith(Path data, String secret) {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().matches(".*(bootstrap\\.(json|pem)|\\.key)"))
          .filter(file -> contains(file, secret))
          .toList();
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  private static boolean contains(Path file, String secret) {
    try {
      return Files.readString(file, ISO_8859_1).contains(secret);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
