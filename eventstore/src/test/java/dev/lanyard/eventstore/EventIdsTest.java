package dev.lanyard.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {
  @Test
  void an_id_is_of_version_8_and_begins_with_the_time_of_its_command() {
    UUID id = EventIds.of(UUID.fromString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"), 1);

    assertThat(id.toString()).startsWith("017f22e2-79b0-8");
    assertThat(List.of(id.version(), id.variant())).containsExactly(8, 2);
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
