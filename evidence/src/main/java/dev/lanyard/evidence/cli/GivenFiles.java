package dev.lanyard.evidence.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.evidence.EvidenceRefused;
import dev.lanyard.evidence.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads what a reviewer gives: keys, and small files. */
final class GivenFiles {
  private static final int FILE_BYTES_MAX = 1 << 20;

  private GivenFiles() {}

  /** A verifier key has two plus signs; anything else is the name of a file, one key a line. */
  static List<VerifierKey> keys(String value) {
    if (value.chars().filter(c -> c == '+').count() >= 2 && !Files.exists(path(value))) {
      return List.of(parsed("--key", () -> VerifierKey.parse(value)));
    }
    List<VerifierKey> keys =
        read(
            "--key",
            value,
            bytes ->
                new String(bytes, UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(VerifierKey::parse)
                    .toList());
    if (keys.isEmpty()) {
      throw new UsageRefused("--key: there is no key in " + value);
    }
    return keys;
  }

  /**
   * What a file says.
   *
   * @throws UsageRefused if it cannot be read, is too large, or is not in its form
   */
  static <T> T read(String option, String file, Function<byte[], T> parser) {
    byte[] bytes;
    try (var in = Files.newInputStream(path(file))) {
      bytes = in.readNBytes(FILE_BYTES_MAX + 1);
    } catch (IOException e) {
      throw new UsageRefused(option + ": " + file + " cannot be read");
    }
    if (bytes.length > FILE_BYTES_MAX) {
      throw new UsageRefused(option + ": " + file + " is over 1 MiB");
    }
    return parsed(option + ": " + file, () -> parser.apply(bytes));
  }

  private static <T> T parsed(String where, Supplier<T> parser) {
    try {
      return parser.get();
    } catch (EvidenceRefused refused) {
      throw new UsageRefused(where + ": " + refused.what());
    }
  }

  /** The file of a name. */
  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageRefused("not the name of a file: " + text);
    }
  }
}
