package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the walk-through of the README as a reader would paste it. */
class ReadmeIT {
  @TempDir private Path temp;

  @Test
  void the_walk_through_works_word_for_word() throws Exception {
    var blocks = ReadmeBlocks.of("bash");
    assertThat(blocks).hasSizeGreaterThan(8);
    try (var server = Server.start(temp.resolve("data"))) {
      ReadmeBlocks.run(blocks, temp, server.http().base());
    }
  }
}
