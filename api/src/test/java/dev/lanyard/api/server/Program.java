package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs in processes of their own. */
final class Program {
  private static final int SECONDS_MAX = 180;

  private Program() {}

  /**
   * How a program ended.
   *
   * @param said all that it wrote
   */
  record Ended(int status, String said) {}

  /** Runs a program, and returns what it says. */
  static String of(Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var ended = run(folder, environment, command);
    assertThat(ended.status()).as(ended.said()).isZero();
    return ended.said();
  }

  /** Runs a program until it ends. Of this process's environment, nothing about Azure goes on. */
  static Ended run(Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var output = Files.createTempFile("program", ".out");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    leaveOutAzure(builder.environment());
    builder.environment().putAll(environment);
    var process = builder.start();
    try {
      boolean ended = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
      var said = Files.readString(output);
      assertThat(ended).as(said).isTrue();
      return new Ended(process.exitValue(), said);
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }

  /** Nothing of this machine's own cloud may reach a program under test. */
  static void leaveOutAzure(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.matches("(AZURE|IDENTITY|MSI|IMDS)_.*"));
  }
}
