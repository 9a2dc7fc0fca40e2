package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.lanyard.tokens.SigningKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The authority's keys follow each other while tokens are asked for and verified; their time is
 * moved, not waited for.
 */
@Timeout(120)
class KeyRotationIT {
  private static final String RS256 = "https://vault.azure.net";
  private static final String ES256 = "api://curve";
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final int CALLERS = 6;

  private final MovedClock clock = new MovedClock();
  private Server server;
  private Operator operator;

  /** Keys sign for two days, and are published a day before that. */
  @BeforeEach
  void start(@TempDir Path folder) {
    server =
        Server.start(
            folder.resolve("data"),
            clock,
            "LANYARD_KEY_ROTATION=2d",
            "LANYARD_TOKEN_LIFETIME=24h",
            "LANYARD_RATE_TOKENS=0",
            "LANYARD_WORKLOAD_PATHS=true");
    operator = Operator.of(server.http().data());
    String curve =
        """
        {"audience": "%s", "tokenVersion": "1.0", "signingAlgorithm": "ES256"}
        """
            .formatted(ES256);
    Story.done(server.http().put("/audiences", curve));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** The operator, with a token of now. */
  private Client http() {
    return server.http().as(operator.clientId(), operator.clientSecret());
  }

  private SignedJWT token(String audience) throws Exception {
    var form =
        Tokens.secretForm(operator.clientId(), operator.clientSecret(), audience + "/.default");
    var reply = Tokens.ask(server.http().anonymous(), "/common/oauth2/v2.0/token", form);
    return SignedJWT.parse(Story.done(reply).text("/access_token"));
  }

  private List<SignedJWT> tokens() throws Exception {
    return List.of(token(RS256), token(ES256));
  }

  private JWKSet published() throws Exception {
    var reply = server.http().anonymous().get("/common/discovery/v2.0/keys");
    return JWKSet.parse(Story.done(reply).reply().body());
  }

  private static List<String> ids(List<SignedJWT> tokens) {
    return tokens.stream().map(KeyRotationIT::id).toList();
  }

  private static String id(SignedJWT token) {
    return token.getHeader().getKeyID();
  }

  private static Set<String> ids(JWKSet keys) {
    return keys.getKeys().stream().map(JWK::getKeyID).collect(Collectors.toSet());
  }

  private static boolean verifies(JWKSet keys, SignedJWT token) throws Exception {
    JWK key = keys.getKeyByKeyId(id(token));
    return key instanceof AsymmetricJWK pair
        && token.verify(
            new DefaultJWSVerifierFactory()
                .createJWSVerifier(token.getHeader(), pair.toPublicKey()));
  }

  private void count(List<SignedJWT> tokens, boolean counts) throws Exception {
    Client http = http();
    JWKSet keys = published();
    for (SignedJWT token : tokens) {
      assertThat(verifies(keys, token)).isTrue();
      assertThat(Ways.INTROSPECTION.counts(http, token.serialize())).isEqualTo(counts);
      assertThat(Ways.CHECK.counts(http, token.serialize())).isEqualTo(counts);
    }
  }

  /** What the automation does once a day; the instant before. */
  private Instant rotate() {
    Instant now = clock.instant();
    server.part(SigningKeys.class).rotateIfDue();
    return now;
  }

  @Test
  void tokens_of_a_key_that_signs_no_more_verify_until_they_end() throws Exception {
    List<String> first = ids(tokens());
    assertThat(ids(published())).containsExactlyInAnyOrderElementsOf(first);
    clock.forward(DAY);
    Instant signs = rotate().plus(DAY);
    assertThat(ids(published())).hasSize(4).containsAll(first);
    clock.forwardTo(signs.minusSeconds(60));
    List<SignedJWT> old = tokens();
    assertThat(ids(old)).isEqualTo(first);

    clock.forwardTo(signs.plusSeconds(60));
    List<SignedJWT> young = tokens();
    assertThat(ids(young)).doesNotContainAnyElementsOf(first);
    assertThat(ids(published())).containsAll(first).containsAll(ids(young));
    count(old, true);
    count(young, true);
    Client bearer = server.http().withToken(token("https://management.azure.com").serialize());
    assertThat(bearer.arm("GET", "/subscriptions", "").status()).isEqualTo(200);

    clock.forwardTo(signs.plus(DAY).minusSeconds(90));
    count(old, true);
    clock.forwardTo(signs.plus(DAY));
    count(old, false);
    count(young, true);

    clock.forwardTo(signs.plus(DAY).plus(Duration.ofMinutes(6)));
    assertThat(ids(published())).containsExactlyInAnyOrderElementsOf(ids(young));
    assertThat(Ways.INTROSPECTION.counts(http(), old.getFirst().serialize())).isFalse();
  }

  /**
   * One answer in the middle of a rotation.
   *
   * @param knownBefore whether a verifier that fetched the keys before the token was made can
   *     verify it
   * @param knownAfter the same of one that fetched them after it
   */
  private record Answered(String id, boolean knownBefore, boolean knownAfter) {}

  private Answered answer(String audience) throws Exception {
    JWKSet before = published();
    SignedJWT token = token(audience);
    return new Answered(id(token), verifies(before, token), verifies(published(), token));
  }

  /** Many ask at once while something is done, each until it has seen enough. */
  private List<Answered> answersWhile(
      Callable<?> something, Predicate<Answered> enough, String audience) throws Exception {
    var asking = new CountDownLatch(CALLERS);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Answered>>> callers =
          Stream.generate(
                  () ->
                      threads.submit(
                          () -> {
                            List<Answered> seen = new ArrayList<>(List.of(answer(audience)));
                            asking.countDown();
                            while (!enough.test(seen.getLast())) {
                              seen.add(answer(audience));
                            }
                            return seen;
                          }))
              .limit(CALLERS)
              .toList();
      asking.await();
      var _ = something.call();
      List<Answered> all = new ArrayList<>();
      for (var caller : callers) {
        all.addAll(caller.get());
      }
      return all;
    }
  }

  @Test
  void in_the_middle_of_a_rotation_no_token_is_of_a_key_that_is_not_published() throws Exception {
    for (String audience : List.of(RS256, ES256)) {
      String first = id(token(audience));
      clock.forward(DAY.plusSeconds(1));
      var published = new CountDownLatch(1);
      Instant before = clock.instant();
      List<Answered> publishing =
          answersWhile(
              () -> {
                var _ = rotate();
                published.countDown();
                return true;
              },
              _ -> published.getCount() == 0,
              audience);
      assertThat(publishing).allMatch(new Answered(first, true, true)::equals);

      clock.forwardTo(before.plus(DAY).minus(SOON));
      List<Answered> switching =
          answersWhile(() -> true, answered -> !answered.id().equals(first), audience);
      assertThat(switching).allMatch(Answered::knownBefore).allMatch(Answered::knownAfter);
      assertThat(switching.stream().map(Answered::id).distinct()).hasSize(2).contains(first);
    }
  }

  @Test
  void a_remembered_token_is_made_anew_after_half_its_time() throws Exception {
    var workloads = new Workloads(server.http(), "remembered");
    var endpoint = workloads.byPath(workloads.machine("vm", "SystemAssigned"));
    String query = "resource=" + RS256;
    String first = endpoint.metadata(query).text("access_token");
    assertThat(endpoint.metadata(query).text("access_token")).isEqualTo(first);
    clock.forward(Duration.ofHours(11));
    assertThat(endpoint.metadata(query).text("access_token")).isEqualTo(first);
    clock.forward(Duration.ofHours(2));
    String second = endpoint.metadata(query).text("access_token");
    assertThat(second).isNotEqualTo(first);
    assertThat(endpoint.metadata(query).text("access_token")).isEqualTo(second);
    clock.forward(Duration.ofDays(3));
    assertThat(Assertion.claims(endpoint.metadata(query).text("access_token")).path("exp").asLong())
        .isGreaterThan(clock.instant().getEpochSecond());
  }
}
