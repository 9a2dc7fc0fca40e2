package dev.lanyard.domain.usage;

import static dev.lanyard.domain.Samples.VM_PATH;
import static dev.lanyard.domain.Samples.client;
import static dev.lanyard.domain.Samples.principal;
import static dev.lanyard.domain.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.UsageSummary;
import dev.lanyard.domain.UsageSummary.Counts;
import dev.lanyard.domain.UsageSummary.Usage;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.access.AccessEvent.CallersTurnedAway;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import dev.lanyard.domain.access.AccessEvent.TokenIssued;
import dev.lanyard.domain.access.AccessEvent.TokenRefused;
import dev.lanyard.domain.access.AccessEvent.WorkloadTokenRefused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UsageTallyTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final CredentialId CREDENTIAL = new CredentialId(new UUID(3, 4));
  private static final String VAULT = "https://vault.example";
  private static final PrincipalId BUSY = principal(1);
  private static final PrincipalId IDLE = principal(2);
  private static final Circumstances CIRCUMSTANCES =
      new Circumstances(
          7, Optional.empty(), Optional.empty(), Optional.empty(), Personal.of("192.0.2.1"));

  private final UsageTally tally = new UsageTally(1, 256);
  private int added;

  private void add(AccessEvent event) {
    tally.add(START.plusSeconds(added++), event);
  }

  private static AccessEvent issued(PrincipalId principal) {
    return new TokenIssued(
        principal, client(1), CREDENTIAL, VAULT, "uti", START, Optional.empty(), CIRCUMSTANCES);
  }

  private static AccessEvent refused(PrincipalId caller, Optional<String> operation) {
    return new RequestRefused(
        caller,
        List.of(),
        "PUT",
        "/x",
        "x/write",
        Optional.empty(),
        operation,
        403,
        "Code",
        CIRCUMSTANCES);
  }

  @Test
  void each_kind_of_record_is_counted_for_who_made_it() {
    add(issued(IDLE));
    add(issued(BUSY));
    add(new TokenRefused(BUSY, client(1), VAULT, "AADSTS500011", CIRCUMSTANCES));
    add(new WorkloadTokenRefused(VM_PATH, thing(2), CREDENTIAL, VAULT, "why", CIRCUMSTANCES));
    add(refused(BUSY, Optional.of("PutResource")));
    add(refused(BUSY, Optional.empty()));
    add(issued(BUSY));
    add(new RecordsRead(BUSY, "/audit/events", "", "read", CIRCUMSTANCES));
    add(new CallersTurnedAway(Personal.of("192.0.2.1"), START, Map.of("a", 2L, "b", 3L)));
    assertThat(tally.summary())
        .isEqualTo(
            new UsageSummary(
                1,
                256,
                START,
                START.plusSeconds(8),
                List.of(
                    new Usage(BUSY, new Counts(2, 1, 1, 1, 1), Optional.of(START.plusSeconds(6))),
                    new Usage(IDLE, new Counts(1, 0, 0, 0, 0), Optional.of(START))),
                0,
                new Counts(0, 1, 0, 0, 0),
                5));
    assertThat(tally.summary().total()).isEqualTo(new Counts(3, 2, 1, 1, 1));
  }

  @Test
  void those_beyond_the_limit_with_the_fewest_records_are_summed_up_together() {
    for (int number = 0; number < UsageSummary.PRINCIPALS_MAX + 2; number++) {
      add(issued(principal(number)));
    }
    for (int number = 2; number < UsageSummary.PRINCIPALS_MAX + 2; number++) {
      add(refused(principal(number), Optional.empty()));
    }
    UsageSummary summary = tally.summary();
    assertThat(summary.principals()).hasSize(UsageSummary.PRINCIPALS_MAX);
    assertThat(summary.principals())
        .allMatch(usage -> usage.counts().equals(new Counts(1, 0, 0, 1, 0)))
        .isSortedAccordingTo(
            (a, b) -> a.principal().toString().compareTo(b.principal().toString()));
    assertThat(summary.otherPrincipals()).isEqualTo(2);
    assertThat(summary.others()).isEqualTo(new Counts(2, 0, 0, 0, 0));
  }
}
