package dev.lanyard.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The threat model names tests that are there, and no threat without one. */
class ThreatsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern NAMED = Pattern.compile("`([A-Za-z]+(?:Test|IT))`");

  @Test
  void every_threat_has_a_test_and_every_test_is_there() throws IOException {
    var threats =
        Files.readString(ROOT.resolve("docs").resolve("security.md"))
            .lines()
            .filter(line -> line.matches("\\| [STRIDE](, [STRIDE])*: .*"))
            .toList();
    assertThat(threats).hasSizeGreaterThan(25);
    assertThat(threats).allMatch(threat -> NAMED.matcher(threat).find());
    assertThat(tests())
        .containsAll(
            threats.stream()
                .flatMap(threat -> NAMED.matcher(threat).results())
                .map((MatchResult named) -> named.group(1))
                .toList());
  }

  private static Set<String> tests() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().contains("src/test/java"))
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }
}
