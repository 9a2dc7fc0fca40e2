package dev.lanyard.eventstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.eventstore.log.Checkpoints.Kept;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456Z");
  private static final String LOG = "lifecycle/1";

  @TempDir Path folder;

  private CheckpointFile open() {
    return CheckpointFile.open(folder.resolve("log").resolve("checkpoints.db"));
  }

  private static Kept at(long size) {
    return new Kept(size, START.plusSeconds(size), "a note of " + size + "\n");
  }

  @Test
  void checkpoints_are_found_by_size_after_a_restart() {
    try (CheckpointFile file = open()) {
      assertThat(file.last(LOG)).isEmpty();
      file.keep(LOG, at(5));
      file.keep(LOG, at(10));
      file.keep("access/1", at(7));
    }
    try (CheckpointFile file = open()) {
      assertThat(file.last(LOG)).contains(at(10));
      assertThat(file.last("access/1")).contains(at(7));
      assertThat(file.upTo(LOG, 9)).contains(at(5));
      assertThat(file.upTo(LOG, 4)).isEmpty();
    }
  }

  @Test
  void one_that_was_signed_again_takes_the_place_of_the_other() {
    try (CheckpointFile file = open()) {
      file.keep(LOG, at(5));
      Kept cosigned = new Kept(5, START.plusSeconds(5), "a note of 5\nand a witness\n");
      file.keep(LOG, cosigned);
      assertThat(file.last(LOG)).contains(cosigned);
    }
  }

  @Test
  void of_smaller_trees_the_largest_is_kept() {
    try (CheckpointFile file = open()) {
      for (long size : new long[] {5, 10, 15, 20}) {
        file.keep(LOG, at(size));
      }
      file.forgetBelow(LOG, 16);
      assertThat(file.upTo(LOG, 14)).isEmpty();
      assertThat(file.upTo(LOG, 16)).contains(at(15));
      assertThat(file.last(LOG)).contains(at(20));
      file.forgetBelow(LOG, 0);
      assertThat(file.upTo(LOG, 16)).contains(at(15));
    }
  }

  @Test
  void a_file_that_is_no_store_is_refused_by_its_name() throws Exception {
    Files.createDirectories(folder.resolve("log"));
    Files.writeString(folder.resolve("log").resolve("checkpoints.db"), "x".repeat(4_096));
    assertThatThrownBy(() -> open().close()).hasMessageEndingWith("checkpoints.db cannot be used");
  }
}
