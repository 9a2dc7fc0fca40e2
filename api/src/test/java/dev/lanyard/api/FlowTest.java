package dev.lanyard.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The walk of one command leads to files that are there, and short. */
class FlowTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern LINK = Pattern.compile("\\[([A-Za-z]+)]\\(([^)]+\\.java)\\)");

  private static final int LINES_MAX = 200;

  @Test
  void every_file_on_the_way_is_where_the_walk_says_and_short() throws IOException {
    var links = LINK.matcher(Files.readString(DOCS.resolve("flow.md"))).results().toList();
    assertThat(links).hasSizeGreaterThan(20);
    for (var link : links) {
      assertThat(DOCS.resolve(link.group(2))).isRegularFile();
      assertThat(Files.readAllLines(DOCS.resolve(link.group(2))))
          .as(link.group(1))
          .hasSizeLessThanOrEqualTo(LINES_MAX);
      assertThat(link.group(2)).endsWith("/" + link.group(1) + ".java");
    }
  }
}
