package dev.lanyard.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import dev.lanyard.domain.access.AccessEvent.TokenIssued;
import dev.lanyard.eventstore.jdbc.AccessStore;
import dev.lanyard.eventstore.jdbc.LedgerMetrics;
import dev.lanyard.eventstore.jdbc.LedgerSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

class AccessHealthTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final PrincipalId CALLER = new PrincipalId(new UUID(1, 2));
  private static final Circumstances CIRCUMSTANCES =
      new Circumstances(
          7, Optional.of("r"), Optional.empty(), Optional.empty(), Personal.of("192.0.2.1"));
  private static final AccessEvent READING =
      new RecordsRead(CALLER, "/audit/events", "x".repeat(10_000), "x/read", CIRCUMSTANCES);
  private static final AccessEvent TOKEN =
      new TokenIssued(
          CALLER,
          new ClientId(new UUID(5, 6)),
          new CredentialId(new UUID(3, 4)),
          "audience",
          "uti",
          NOW,
          Optional.empty(),
          CIRCUMSTANCES);

  @TempDir Path folder;
  private AccessStore store;
  private WatchedAccessLog log;
  private AccessHealth health;

  @BeforeEach
  void open() {
    store =
        AccessStore.open(
            folder,
            () -> NOW,
            _ -> UUID.randomUUID(),
            LedgerSettings.access(1 << 20),
            LedgerMetrics.NONE);
    log = new WatchedAccessLog(store, () -> NOW, new SimpleMeterRegistry());
    health = new AccessHealth(store, log);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private boolean isTaken(AccessEvent event) throws Exception {
    return log.record(event).handle((_, failure) -> failure == null).get(1, TimeUnit.MINUTES);
  }

  private void tells(Status status, boolean onlyTokens) {
    assertThat(health.health().getStatus()).isEqualTo(status);
    assertThat(health.health().getDetails()).containsEntry("takesOnlyTokenIssue", onlyTokens);
  }

  @Test
  void it_is_degraded_while_only_the_issue_of_tokens_is_recorded() throws Exception {
    tells(Status.UP, false);
    int readings = 0;
    while (isTaken(READING) && readings < 1_000) {
      readings++;
    }
    tells(ViewHealth.DEGRADED, true);
    assertThat(isTaken(TOKEN)).isTrue();
    assertThat(log.lastFailure()).isEmpty();
    tells(ViewHealth.DEGRADED, true);

    store.limit(2 << 20);
    assertThat(isTaken(READING)).isTrue();
    tells(Status.UP, false);
  }
}
