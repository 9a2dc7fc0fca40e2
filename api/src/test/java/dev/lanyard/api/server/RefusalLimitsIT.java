package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.access.AccessEvent.CallersTurnedAway;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import dev.lanyard.domain.access.AccessEvent.TokenIssued;
import dev.lanyard.domain.access.AccessEvent.TokenRefused;
import dev.lanyard.domain.access.AccessEvent.WorkloadTokenRefused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody with a name fills the access log by asking again and again. */
class RefusalLimitsIT {
  private static final String TOKEN = "/common/oauth2/v2.0/token";

  /** One a minute, and those of an hour at once. */
  private static final String REFUSALS = "LANYARD_RATE_REFUSALS=1";

  private static final int AT_ONCE = 60;
  private static final int REQUESTS = 80;

  /** How many answers had each status; the minutes that it took may have let in one more each. */
  private record Flood(List<Answer> told, List<Answer> toldToWait) {
    static Flood of(int requests, Supplier<Answer> request) {
      Flood flood = new Flood(new ArrayList<>(), new ArrayList<>());
      for (int at = 0; at < requests; at++) {
        Answer answer = request.get();
        (answer.status() == 429 ? flood.toldToWait : flood.told).add(answer);
      }
      return flood;
    }
  }

  private static void turnedAway(Server server, String code, int requests) {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        Attempts.of(server, CallersTurnedAway.class).stream()
                            .mapToLong(counted -> counted.counts().getOrDefault(code, 0L))
                            .sum())
                    .isEqualTo(requests));
  }

  private static long refusals(Server server, PrincipalId principal) {
    return Attempts.of(server, RequestRefused.class).stream()
        .filter(refused -> refused.caller().equals(principal))
        .count();
  }

  @Test
  void a_principal_without_a_role_fills_its_share_alone(@TempDir Path temp) throws Exception {
    try (Server server = Server.start(temp, REFUSALS)) {
      Client http = server.http();
      Story story = new Story(http, "shop");
      story.createGroup();
      Rights rights = new Rights(http);
      PrincipalId nobody = rights.registered("User");
      PrincipalId other = rights.registered("User");
      Mint mint = new Mint(server);
      Client client = http.withToken(mint.good(nobody));

      Flood flood = Flood.of(REQUESTS, () -> client.arm("GET", story.vm1, ""));

      assertThat(flood.told()).hasSizeBetween(AT_ONCE, AT_ONCE + 2);
      assertThat(flood.told()).allMatch(answer -> answer.status() == 403);
      assertThat(refusals(server, nobody)).isEqualTo(flood.told().size());
      for (Answer answer : flood.toldToWait()) {
        assertThat(answer.json())
            .isEqualTo(
                Client.JSON.readTree(
                    """
                    {"error": {"code": "TooManyRequests",
                      "message": "Too many requests came from this caller."}}
                    """));
        assertThat(answer.reply().headers().firstValueAsLong("Retry-After").orElseThrow())
            .isBetween(1L, 60L);
      }
      turnedAway(server, "TooManyRefusals", flood.toldToWait().size());

      assertThat(http.withToken(mint.good(other)).arm("GET", story.vm1, "").status())
          .isEqualTo(403);
      assertThat(refusals(server, other)).isEqualTo(1);
      rights.give(nobody, Rights.READER, story.group);
      assertThat(client.arm("GET", story.vm1, "").status()).isEqualTo(404);
    }
  }

  @Test
  void refused_tokens_and_refused_commands_share_it_and_what_is_accepted_goes_on(
      @TempDir Path temp) {
    try (Server server = Server.start(temp, REFUSALS, "LANYARD_RATE_TOKENS=0")) {
      Client http = server.http();
      Story story = new Story(http, "shop");
      Operator operator = Operator.of(temp);

      Flood flood =
          Flood.of(
              REQUESTS,
              () -> token(http, operator.clientId(), operator.clientSecret(), "https://nowhere"));

      assertThat(flood.told()).hasSizeBetween(AT_ONCE, AT_ONCE + 2);
      assertThat(flood.told()).allMatch(answer -> answer.status() == 400);
      assertThat(Attempts.of(server, TokenRefused.class)).hasSameSizeAs(flood.told());
      flood.toldToWait().forEach(RefusalLimitsIT::isLoop);
      turnedAway(server, "TooManyRefusals", flood.toldToWait().size());

      Answer refused = http.arm("PUT", story.vm1, "{\"location\": \"westeurope\"}");
      assertThat(refused.text("/error/code")).isEqualTo("TooManyRequests");
      assertThat(Attempts.of(server, RequestRefused.class)).isEmpty();
      story.createGroup();
      story.create(story.vm1);
      assertThat(token(http, operator.clientId(), operator.clientSecret()).status()).isEqualTo(200);
    }
  }

  @Test
  void a_client_that_keeps_no_tokens_is_told_to_wait_and_no_other_is(@TempDir Path temp) {
    try (Server server = Server.start(temp, "LANYARD_RATE_TOKENS=1")) {
      Client http = server.http();
      Rights.Service robot = new Rights(http).service();
      int before = Attempts.of(server, TokenIssued.class).size();
      long started = System.nanoTime();

      Flood flood = Flood.of(REQUESTS, () -> token(http, robot.client(), robot.secret()));

      long seconds = (System.nanoTime() - started) / 1_000_000_000;
      assertThat(flood.told()).hasSizeBetween(2, (int) (3 + seconds));
      assertThat(flood.told()).allMatch(answer -> answer.status() == 200);
      assertThat(Attempts.of(server, TokenIssued.class)).hasSize(before + flood.told().size());
      flood.toldToWait().forEach(RefusalLimitsIT::isLoop);
      turnedAway(server, "TooManyTokens", flood.toldToWait().size());
      Operator operator = Operator.of(temp);
      assertThat(token(http, operator.clientId(), operator.clientSecret()).status()).isEqualTo(200);
    }
  }

  @Test
  void the_workloads_of_a_resource_fill_its_share_alone_whatever_they_ask(@TempDir Path temp) {
    try (Server server = Server.start(temp, REFUSALS, "LANYARD_WORKLOAD_PATHS=true")) {
      Workloads workloads = new Workloads(server.http(), "shop");
      Workloads.Endpoint loop = workloads.byPath(workloads.machine("loop", "SystemAssigned"));
      List<Integer> statuses = new ArrayList<>();
      for (int at = 0; at < REQUESTS / 2; at++) {
        statuses.add(loop.metadata("resource=https://nowhere.example").status());
        statuses.add(loop.metadata("client_id=1").status());
      }

      assertThat(statuses).containsOnly(400, 429);
      long told = statuses.stream().filter(status -> status == 400).count();
      assertThat(told).isBetween((long) AT_ONCE, AT_ONCE + 2L);
      assertThat(Attempts.of(server, WorkloadTokenRefused.class)).hasSize((int) told);
      turnedAway(server, "TooManyRefusals", REQUESTS - (int) told);
      assertThat(loop.metadata("resource=https://vault.azure.net").status()).isEqualTo(200);
      Workloads.Endpoint calm = workloads.byPath(workloads.machine("calm", "SystemAssigned"));
      assertThat(calm.metadata("resource=https://nowhere.example").status()).isEqualTo(400);
    }
  }

  private static Answer token(Client http, String client, String secret) {
    return token(http, client, secret, "https://management.azure.com");
  }

  private static Answer token(Client http, String client, String secret, String resource) {
    Map<String, String> form = Tokens.secretForm(client, secret, resource + "/.default");
    return Tokens.ask(http.anonymous(), TOKEN, form);
  }

  /** The authority's own form, which says nothing of what was asked for. */
  private static void isLoop(Answer answer) {
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.text("/error")).isEqualTo("temporarily_unavailable");
    assertThat(answer.json().at("/error_codes/0").asInt()).isEqualTo(50_196);
    assertThat(answer.text("/error_description")).startsWith("AADSTS50196: ");
    assertThat(answer.reply().body()).doesNotContain("nowhere");
    assertThat(answer.reply().headers().firstValueAsLong("Retry-After").orElseThrow())
        .isBetween(1L, 60L);
  }
}
