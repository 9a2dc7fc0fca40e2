package dev.lanyard.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {
  /** The test vector of RFC 9562, appendix A.4: the DNS namespace and www.example.com. */
  @Test
  void ids_are_uuids_of_version_5() {
    assertThat(
            EventIds.named(
                UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"))
        .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
  }

  @Test
  void an_id_depends_on_the_command_and_the_index_only() {
    UUID command = new UUID(1, 1);
    assertThat(EventIds.of(command, 0))
        .isEqualTo(EventIds.of(command, 0))
        .isNotEqualTo(EventIds.of(command, 1))
        .isNotEqualTo(EventIds.of(new UUID(1, 2), 0));
  }
}
