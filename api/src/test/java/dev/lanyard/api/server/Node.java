package dev.lanyard.api.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs in {@code src/test/js}, beside the packages that their lock file names. */
final class Node {
  private static final Path SOURCES = Path.of("src", "test", "js");
  private static final Path INSTALLED = Path.of("target", "js").toAbsolutePath();

  private static Optional<Path> installed = Optional.empty();

  private Node() {}

  /** Whether Node.js is on this machine. */
  static boolean isThere() {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(Path::of)
        .anyMatch(folder -> Files.isExecutable(folder.resolve("npm")));
  }

  /** The folder of programs and packages, filled once; npm takes what the lock file names. */
  static synchronized Path installed() throws IOException, InterruptedException {
    if (installed.isEmpty()) {
      Files.createDirectories(INSTALLED);
      try (var sources = Files.list(SOURCES)) {
        for (var source : sources.filter(Files::isRegularFile).toList()) {
          Files.copy(
              source, INSTALLED.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Program.of(INSTALLED, Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
      installed = Optional.of(INSTALLED);
    }
    return INSTALLED;
  }
}
