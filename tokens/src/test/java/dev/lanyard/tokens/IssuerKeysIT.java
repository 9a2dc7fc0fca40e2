package dev.lanyard.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.lanyard.tokens.IssuerKeys.Times;
import dev.lanyard.tokens.TokenRefused.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IssuerKeysIT {
  private static final Duration PAUSE = Times.USUAL.pause();
  private static final int CALLERS = 40;

  private static RSAKey first;
  private static RSAKey second;
  private static ECKey curve;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final List<String> failures = new ArrayList<>();
  private TestIssuer issuer;
  private IssuerKeys keys;

  @BeforeAll
  static void generate() throws Exception {
    first = new RSAKeyGenerator(2_048).keyID("first").generate();
    second = new RSAKeyGenerator(2_048).keyID("second").generate();
    curve = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
  }

  @BeforeEach
  void an_issuer_with_one_key() throws Exception {
    issuer = new TestIssuer();
    issuer.publishes(first);
    issuer.callsItself(issuer.name());
    keys = byLocation(Times.USUAL);
  }

  @AfterEach
  void close() {
    keys.close();
    issuer.close();
  }

  private IssuerKeys byLocation(Times times) {
    return new IssuerKeys(
        issuer.name(),
        Optional.of(issuer.location(TestIssuer.KEYS)),
        now::get,
        failures::add,
        times,
        new IssuerDocuments());
  }

  private void byDiscovery() {
    keys.close();
    keys = new IssuerKeys(issuer.name(), Optional.empty(), now::get, failures::add);
  }

  private void later(Duration time) {
    now.updateAndGet(at -> at.plus(time));
  }

  private TestJwt jwt(String algorithm) {
    return TestJwt.with(algorithm).claim("iss", issuer.name()).claim("sub", "ada");
  }

  private String token(RSAKey key) throws Exception {
    return jwt("RS256").header("kid", key.getKeyID()).signed("RS256", key.toRSAPrivateKey());
  }

  private void accepted(String token) {
    assertThat(keys.verify(token)).containsEntry("sub", "ada");
  }

  private void refused(Why why, String token) {
    TokenRefused refused =
        catchThrowableOfType(TokenRefused.class, () -> keys.verify(token));
    assertThat(refused).isNotNull().extracting(TokenRefused::why).isEqualTo(why);
  }

  @Test
  void keys_are_fetched_from_where_they_are_said_to_be_once() throws Exception {
    assertThat(issuer.asked(TestIssuer.KEYS)).isZero();
    accepted(token(first));
    accepted(token(first));
    assertThat(issuer.asked(TestIssuer.KEYS)).isEqualTo(1);
    assertThat(issuer.asked(TestIssuer.DISCOVERY)).isZero();
  }

  @Test
  void keys_are_found_by_discovery_and_of_both_kinds() throws Exception {
    issuer.publishes(first, curve);
    byDiscovery();
    accepted(token(first));
    accepted(
        jwt("ES256").header("kid", "curve").signed("ES256", curve.toECPrivateKey()));
    accepted(jwt("RS256").header("typ", "at+jwt").signed("RS256", first.toRSAPrivateKey()));
    assertThat(issuer.asked(TestIssuer.DISCOVERY)).isEqualTo(1);
    assertThat(failures).isEmpty();
  }

  @Test
  void a_discovery_document_counts_for_several_fetches_until_one_fails() throws Exception {
    byDiscovery();
    accepted(token(first));
    later(PAUSE);
    refused(Why.UNKNOWN_KEY, token(second));
    assertThat(issuer.asked(TestIssuer.DISCOVERY)).isEqualTo(1);
    issuer.fails(TestIssuer.KEYS);
    later(PAUSE);
    refused(Why.UNKNOWN_KEY, token(second));
    later(PAUSE);
    refused(Why.UNKNOWN_KEY, token(second));
    assertThat(issuer.asked(TestIssuer.DISCOVERY)).isEqualTo(2);
    assertThat(issuer.asked(TestIssuer.KEYS)).isEqualTo(4);
  }

  @Test
  void a_discovery_document_that_names_another_issuer_leads_nowhere() throws Exception {
    issuer.callsItself(issuer.name() + "/other");
    byDiscovery();
    refused(Why.KEYS_UNAVAILABLE, token(first));
    assertThat(issuer.asked(TestIssuer.KEYS)).isZero();
    failed("names another issuer");
  }

  private void failed(String why) {
    assertThat(failures).hasSize(1).allMatch(told -> told.contains(why));
  }

  @Test
  void redirects_are_not_followed() throws Exception {
    issuer.says("/elsewhere", "{\"keys\": []}");
    issuer.redirects(TestIssuer.KEYS, issuer.name() + "/elsewhere");
    refused(Why.KEYS_UNAVAILABLE, token(first));
    assertThat(issuer.asked("/elsewhere")).isZero();
    failed("302");
  }

  @Test
  void a_document_is_read_up_to_its_limit() throws Exception {
    String published = "{\"keys\": [" + first.toPublicJWK() + "]}";
    String padding = " ".repeat(IssuerDocuments.BYTES_MAX - published.length());
    issuer.says(TestIssuer.KEYS, published + padding);
    accepted(token(first));
    issuer.says(TestIssuer.KEYS, published + padding + " ");
    keys.close();
    keys = byLocation(Times.USUAL);
    refused(Why.KEYS_UNAVAILABLE, token(first));
    assertThat(failures).hasSize(1);
  }

  @Test
  void an_issuer_that_stalls_holds_nobody_up_longer_than_the_limit_and_then_nobody()
      throws Exception {
    issuer.stalls(TestIssuer.KEYS);
    byDiscovery();
    String token = token(first);
    long begin = System.nanoTime();
    all(() -> refused(Why.KEYS_UNAVAILABLE, token));
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isLessThan(IssuerKeys.WAIT_MAX.plusSeconds(1));
    assertThat(issuer.asked(TestIssuer.KEYS)).isEqualTo(1);
    failed("no answer within");
    begin = System.nanoTime();
    refused(Why.KEYS_UNAVAILABLE, token);
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isLessThan(IssuerDocuments.ANSWER_MAX);
  }

  /** What many callers do at once. */
  @FunctionalInterface
  private interface Act {
    void run() throws Exception;
  }

  private static void all(Act act) throws Exception {
    CountDownLatch together = new CountDownLatch(CALLERS);
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        running.add(
            callers.submit(
                () -> {
                  together.countDown();
                  together.await();
                  act.run();
                  return true;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
  }

  @Test
  void a_new_key_is_found_at_once_after_the_pause() throws Exception {
    accepted(token(first));
    issuer.publishes(first, second);
    later(PAUSE.minusMillis(1));
    refused(Why.UNKNOWN_KEY, token(second));
    later(Duration.ofMillis(1));
    accepted(token(second));
    accepted(token(first));
    assertThat(issuer.asked(TestIssuer.KEYS)).isEqualTo(2);
  }

  @Test
  void many_unknown_keys_cost_one_fetch_in_each_pause() throws Exception {
    accepted(token(first));
    for (int pauses = 1; pauses <= 3; pauses++) {
      later(PAUSE);
      all(() -> refused(Why.UNKNOWN_KEY, token(second)));
      assertThat(issuer.asked(TestIssuer.KEYS)).isEqualTo(1 + pauses);
      accepted(token(first));
    }
  }

  @Test
  void an_issuer_that_fails_is_asked_once_in_each_pause() throws Exception {
    issuer.fails(TestIssuer.KEYS);
    all(() -> refused(Why.KEYS_UNAVAILABLE, token(first)));
    assertThat(issuer.asked(TestIssuer.KEYS)).isEqualTo(1);
    issuer.publishes(first);
    refused(Why.KEYS_UNAVAILABLE, token(first));
    later(PAUSE);
    accepted(token(first));
    failed("500");
  }

  @Test
  void a_clock_that_is_set_back_ends_the_pause() throws Exception {
    issuer.fails(TestIssuer.KEYS);
    refused(Why.KEYS_UNAVAILABLE, token(first));
    issuer.publishes(first);
    later(Duration.ofDays(-1));
    accepted(token(first));
  }

  @Test
  void keys_are_remembered_while_the_issuer_is_out() throws Exception {
    keys.close();
    Duration blink = Duration.ofMillis(50);
    keys =
        byLocation(
            new Times(
                PAUSE, blink, blink.multipliedBy(3), blink, Times.USUAL.remembered()));
    accepted(token(first));
    issuer.fails(TestIssuer.KEYS);
    later(PAUSE);
    // Until they have been asked for again in vain, and from then on.
    while (issuer.asked(TestIssuer.KEYS) < 2) {
      accepted(token(first));
    }
    later(PAUSE);
    while (issuer.asked(TestIssuer.KEYS) < 3) {
      accepted(token(first));
    }
    accepted(token(first));
    refused(Why.UNKNOWN_KEY, token(second));
  }

  @Test
  void what_the_issuer_did_not_sign_as_its_own_is_refused() throws Exception {
    RSAKey small = new RSAKeyGenerator(1_024, true).keyID("small").generate();
    issuer.publishes(first, small);
    refused(Why.MALFORMED, "x");
    refused(Why.WRONG_ALGORITHM, jwt("none").unsigned());
    refused(
        Why.WRONG_ALGORITHM, jwt("HS256").withHmac(first.toRSAPublicKey().getEncoded()));
    refused(Why.WRONG_ALGORITHM, jwt("PS256").signed("PS256", first.toRSAPrivateKey()));
    refused(
        Why.MALFORMED,
        jwt("RS256").header("crit", List.of("exp")).signed("RS256", first.toRSAPrivateKey()));
    refused(
        Why.MALFORMED,
        jwt("RS256").header("typ", "dpop+jwt").signed("RS256", first.toRSAPrivateKey()));
    refused(
        Why.BAD_SIGNATURE,
        jwt("RS256").header("kid", "first").signed("RS256", second.toRSAPrivateKey()));
    refused(Why.BAD_SIGNATURE, token(small));
    refused(
        Why.WRONG_ISSUER,
        jwt("RS256")
            .claim("iss", "https://another.example")
            .signed("RS256", first.toRSAPrivateKey()));
    accepted(token(first));
  }
}
