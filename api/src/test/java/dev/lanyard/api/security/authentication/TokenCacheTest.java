package dev.lanyard.api.security.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.security.authentication.Verified.Bearer;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TokenCacheTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Bearer OURS = new Bearer.Ours(new PrincipalId(new UUID(0, 1)), 7);
  private static final Bearer THEIRS =
      new Bearer.Theirs(new Subject("https://issuer.example", "ada"), List.of());

  private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
  private final AtomicInteger reads = new AtomicInteger();
  private final TokenCache cache =
      new TokenCache(() -> START.plus(passed.get()), () -> passed.get().toNanos());

  private int readsAt(Duration moment, Bearer bearer) {
    passed.set(moment);
    Verified token =
        new Verified(bearer, Set.of("us"), Instant.EPOCH, START.plus(Duration.ofHours(24)));
    assertThat(
            cache.get(
                "a token",
                _ -> {
                  reads.incrementAndGet();
                  return token;
                }))
        .isEqualTo(token);
    return reads.get();
  }

  @Test
  void one_of_ours_is_read_once_in_its_time() {
    assertThat(readsAt(Duration.ZERO, OURS)).isEqualTo(1);
    assertThat(readsAt(Duration.ofHours(24), OURS)).isEqualTo(1);
    assertThat(readsAt(Duration.ofHours(24).plus(Verified.SKEW), OURS)).isEqualTo(2);
  }

  @Test
  void one_of_another_issuer_is_read_again_within_minutes_however_often_it_is_presented() {
    assertThat(readsAt(Duration.ZERO, THEIRS)).isEqualTo(1);
    assertThat(readsAt(Duration.ofMinutes(3), THEIRS)).isEqualTo(1);
    assertThat(readsAt(TokenCache.THEIRS_MAX.minusNanos(1), THEIRS)).isEqualTo(1);
    assertThat(readsAt(TokenCache.THEIRS_MAX, THEIRS)).isEqualTo(2);
  }
}
