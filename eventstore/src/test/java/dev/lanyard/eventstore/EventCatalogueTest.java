package dev.lanyard.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventCatalogueTest {
  private static final Path SOURCES =
      Path.of("..", "domain", "src", "main", "java", "dev", "lanyard", "domain");
  private static final Path PAGE = Path.of("..", "docs", "events.md");
  private static final Path WANTED = Path.of("target", "events.md");

  @Test
  void the_catalogue_says_what_the_sealed_families_are() throws IOException {
    String wanted = new EventCatalogue(SOURCES).write();
    Files.createDirectories(WANTED.getParent());
    Files.writeString(WANTED, wanted);
    List<String> lines = wanted.lines().toList();
    List<String> page = Files.exists(PAGE) ? Files.readAllLines(PAGE) : List.of();
    assertThat(page.stream().filter(line -> !lines.contains(line)))
        .as("lines that docs/events.md should not have; eventstore/target/events.md is right")
        .isEmpty();
    assertThat(lines.stream().filter(line -> !page.contains(line)))
        .as("lines that docs/events.md lacks; eventstore/target/events.md is right")
        .isEmpty();
    assertThat(page.equals(lines))
        .as("docs/events.md has the lines of eventstore/target/events.md in their order")
        .isTrue();
  }
}
