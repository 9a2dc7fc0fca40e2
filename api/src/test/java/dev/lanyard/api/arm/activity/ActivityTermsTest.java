package dev.lanyard.api.arm.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.api.http.ProblemException;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.SubscriptionId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityTermsTest {
  private static final SubscriptionId S =
      SubscriptionId.parse("s", "22222222-2222-4222-8222-222222222222");

  private static ActivityQuestion read(String filter) {
    return ActivityTerms.read(S, 9, Optional.of(filter));
  }

  private static ActivityQuestion question(
      Optional<String> group, Optional<String> provider, String from, String to) {
    return new ActivityQuestion(
        S,
        9,
        group,
        Optional.empty(),
        provider,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Instant.parse(from)),
        Optional.of(Instant.parse(to)));
  }

  @Test
  void filters_are_read_as_clients_send_them() {
    assertThat(
            read(
                "eventTimestamp ge 2026-11-20T23:26:50.114006 and eventTimestamp le"
                    + " 2026-11-21T23:26:50.114006 and resourceGroupName eq 'it''s'"))
        .isEqualTo(
            question(
                Optional.of("it's"),
                Optional.empty(),
                "2026-11-20T23:26:50.114006Z",
                "2026-11-21T23:26:50.114006Z"));
    assertThat(
            read(
                "resourceProvider eq Microsoft.Authorization and eventTimestamp ge"
                    + " 2026-11-21T22:22:54Z and eventTimestamp le '2026-11-21T23:22:54 01:00'"))
        .isEqualTo(
            question(
                Optional.empty(),
                Optional.of("Microsoft.Authorization"),
                "2026-11-21T22:22:54Z",
                "2026-11-21T22:22:54Z"));
    assertThat(read("resourceUri eq '/x'").resource()).contains("/x");
    assertThat(read("eventChannels eq 'Admin, Operation'"))
        .isEqualTo(ActivityTerms.read(S, 9, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x eq 'y'",
        "caller ge 'y'",
        "eventTimestamp eq '2026-11-20T23:26:50'",
        "caller eq 'a' or caller eq 'b'",
        "caller eq 'a' and",
        "and",
        "caller eq"
      })
  void other_terms_are_refused_by_name(String filter) {
    assertThatThrownBy(() -> read(filter))
        .isInstanceOf(ProblemException.class)
        .extracting(e -> ((ProblemException) e).problem().code())
        .isEqualTo("InvalidFilterInQueryString");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eventTimestamp ge 'yesterday'",
        "eventTimestamp ge '2026-99-20T23:26:50'",
        "eventTimestamp le '2026-11-20T23:26:50000000000000000000000000000Z'",
        "caller eq 'a' and caller eq 'b'"
      })
  void other_values_are_refused(String filter) {
    assertThatThrownBy(() -> read(filter)).isInstanceOf(MalformedValue.class);
  }
}
