package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Runs the walk-throughs of the README as a reader would paste them. */
class ReadmeIT {
  @TempDir private Path temp;

  @Test
  void the_walk_through_works_word_for_word() throws Exception {
    var blocks = ReadmeBlocks.of("A managed identity's life", "bash");
    assertThat(blocks).hasSizeGreaterThan(8);
    try (var server = Server.start(temp.resolve("data"))) {
      ReadmeBlocks.run(blocks, temp, server.http().base());
    }
  }

  @Test
  @EnabledIf("dev.lanyard.api.server.Node#isThere")
  void a_laptop_gets_a_token_word_for_word() throws Exception {
    var blocks = ReadmeBlocks.of("Get a token from your laptop", "bash");
    assertThat(blocks).hasSize(3);
    Files.createSymbolicLink(
        temp.resolve("node_modules"), Node.installed().resolve("node_modules"));
    try (var server = Server.start(temp.resolve("data"))) {
      ReadmeBlocks.run(blocks, temp, server.http().base());
    }
  }

  @Test
  void a_review_works_word_for_word() throws Exception {
    var blocks = ReadmeBlocks.of("Review", "bash");
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(8);
    var target = Files.createDirectories(temp.resolve("api"));
    Files.createSymbolicLink(target.resolve("target"), Path.of("target").toAbsolutePath());
    try (var server = Server.start(temp.resolve("data"))) {
      ReadmeBlocks.run(blocks, temp, server.http().base());
    }
  }
}
