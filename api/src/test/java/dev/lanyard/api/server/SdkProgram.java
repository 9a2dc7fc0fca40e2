package dev.lanyard.api.server;

import dev.lanyard.api.server.Sdk.Asked;
import dev.lanyard.api.server.Sdk.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program with Azure's own client, which keeps what its client remembers until it is closed. */
final class SdkProgram implements AutoCloseable {
  private static final int SECONDS_MAX = 120;

  private final Process process;
  private final BufferedReader answers;
  private final Path errors;

  private SdkProgram(Process process, Path errors) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.errors = errors;
  }

  static SdkProgram start(Path folder, Map<String, String> environment, String... command)
      throws IOException {
    Path errors = Files.createTempFile("program", ".err");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(Redirect.to(errors.toFile()));
    Program.leaveOutAzure(builder.environment());
    builder.environment().putAll(environment);
    return new SdkProgram(builder.start(), errors);
  }

  /** Does all that is asked, in its order. */
  List<Outcome> ask(List<Asked> asked) {
    try {
      var request = process.outputWriter(StandardCharsets.UTF_8);
      request.write(Client.JSON.writeValueAsString(asked.stream().map(Asked::fields).toList()));
      request.newLine();
      request.flush();
      List<Outcome> outcomes = new ArrayList<>();
      while (outcomes.size() < asked.size()) {
        String line = line();
        if (line.startsWith("{")) {
          outcomes.add(new Outcome(Client.JSON.readTree(line)));
        }
      }
      return outcomes;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Does one thing. */
  Outcome ask(Asked asked) {
    return ask(List.of(asked)).getFirst();
  }

  private String line() throws IOException {
    String line =
        CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return answers.readLine();
                  } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                  }
                },
                Thread::startVirtualThread)
            .orTimeout(SECONDS_MAX, TimeUnit.SECONDS)
            .join();
    if (line == null) {
      throw new IOException("the program ended: " + Files.readString(errors));
    }
    return line;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
    try {
      Files.deleteIfExists(errors);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
