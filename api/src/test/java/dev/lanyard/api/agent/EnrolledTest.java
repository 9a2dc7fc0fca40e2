package dev.lanyard.api.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.api.agent.Enrolled.Held;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EnrolledTest {
  private static final Instant END = Instant.parse("2026-06-01T00:00:00Z");
  private static final Enrolled WHOLE =
      new Enrolled(
          TenantId.parse("tenant", new UUID(0, 1).toString()),
          "https://lanyard/t/oauth2/v2.0/token",
          "https://lanyard/agents/renewal",
          new Held(new ClientId(new UUID(0, 2)), "key-2.pem"),
          Optional.of(new Held(new ClientId(new UUID(0, 3)), "key-1.pem")),
          END,
          END.minusSeconds(60));

  @Test
  void what_is_written_is_read_again() {
    assertThat(Enrolled.read(WHOLE.text())).isEqualTo(WHOLE);
    assertThat(Enrolled.read(WHOLE.alone().text())).isEqualTo(WHOLE.alone());
    assertThat(WHOLE.alone().previous()).isEmpty();
  }

  @Test
  void a_file_that_somebody_has_changed_is_refused_by_the_member() {
    String text = new String(WHOLE.text(), UTF_8);
    refused("hello", "file");
    refused("[]", "body");
    refused(text.replace("key-2.pem", "../../etc/passwd"), "key");
    refused(text.replace("\"notAfter\":\"2026", "\"notAfter\":\"x"), "notAfter");
    refused(text.replace("renewalEndpoint", "other"), "other");
    refused(text.replace("\"previousKey\":\"key-1.pem\",", ""), "previousKey");
  }

  private static void refused(String text, String field) {
    assertThatThrownBy(() -> Enrolled.read(text.getBytes(UTF_8)))
        .isInstanceOf(MalformedValue.class)
        .satisfies(thrown -> assertThat(((MalformedValue) thrown).field()).isEqualTo(field));
  }
}
