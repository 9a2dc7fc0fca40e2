package dev.lanyard.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FreshIdsTest {

  @Test
  void ids_are_random_and_never_repeat_across_blocks() {
    var ids = new FreshIds();
    assertThat(Stream.generate(ids::next).limit(5_000))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.version() == 4 && id.variant() == 2);
  }

  @Test
  void every_random_bit_varies() {
    var ids = new FreshIds();
    long everSetHigh = 0;
    long everSetLow = 0;
    for (int i = 0; i < 1_000; i++) {
      UUID id = ids.next();
      everSetHigh |= id.getMostSignificantBits();
      everSetLow |= id.getLeastSignificantBits();
    }
    assertThat(new UUID(everSetHigh, everSetLow))
        .isEqualTo(UUID.fromString("ffffffff-ffff-4fff-bfff-ffffffffffff"));
  }

  /** The time of the example in RFC 9562, appendix A.6. */
  @Test
  void ids_of_commands_begin_with_the_time_and_go_on_at_random() {
    var ids = new FreshIds();
    var now = Instant.ofEpochMilli(0x017F22E279B0L);
    assertThat(Stream.generate(() -> ids.command(now)).limit(5_000))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.version() == 7 && id.variant() == 2)
        .allMatch(id -> id.toString().startsWith("017f22e2-79b0-7"));
  }
}
