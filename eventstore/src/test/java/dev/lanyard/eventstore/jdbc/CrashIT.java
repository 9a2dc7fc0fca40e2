package dev.lanyard.eventstore.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a server at random moments while it appends. What it acknowledged is there after the next
 * start, no commit is there in part, and the tree belongs to the rows. This does not show that the
 * disk was waited for: a killed process leaves the system's cache behind.
 */
class CrashIT {
  private static final int ROUNDS = Integer.getInteger("lanyard.crash.rounds", 5);
  private static final long SEED = Long.getLong("lanyard.crash.seed", System.nanoTime());
  private static final Duration START_MAX = Duration.ofMinutes(1);
  private static final int LIFE_MILLIS_MAX = 700;

  @TempDir Path folder;

  @Test
  void what_was_acknowledged_survives_whole() throws Exception {
    System.out.println("lanyard.crash.seed=" + SEED);
    Random random = new Random(SEED);
    Map<Long, String> acknowledged = new TreeMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      int before = acknowledged.size();
      acknowledged.putAll(acknowledgedUntilKilled(round, random.nextInt(LIFE_MILLIS_MAX)));
      assertThat(acknowledged).hasSizeGreaterThan(before);
      requireAllThere(acknowledged);
    }
  }

  private Map<Long, String> acknowledgedUntilKilled(int round, int lifeMillis) throws Exception {
    Path output = folder.resolve("output-" + round);
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingServer.class.getName(),
                folder.resolve("store").toString(),
                Integer.toString(round))
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      long startUntil = System.nanoTime() + START_MAX.toNanos();
      while (Files.size(output) == 0 && System.nanoTime() < startUntil) {
        assertThat(server.waitFor(5, TimeUnit.MILLISECONDS)).isFalse();
      }
      assertThat(server.waitFor(lifeMillis, TimeUnit.MILLISECONDS)).isFalse();
    } finally {
      server.destroyForcibly().waitFor();
    }
    return acknowledged(output);
  }

  private static Map<Long, String> acknowledged(Path output) throws Exception {
    String text = Files.readString(output, UTF_8);
    Map<Long, String> commits = new TreeMap<>();
    // The last line may have been cut off in the middle.
    text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .map(line -> line.split(" ", 2))
        .forEach(parts -> commits.put(Long.parseLong(parts[0]), parts[1]));
    return commits;
  }

  private void requireAllThere(Map<Long, String> acknowledged) {
    try (TestLedger ledger = new TestLedger(folder.resolve("store"))) {
      assertThat(ledger.embedded().inspect().damage()).isEmpty();
      Map<Long, List<Object>> commits = new TreeMap<>();
      for (var entry : ledger.source(EventCriteria.havingAnyTag()).entries()) {
        Placement placement = entry.getResource(Placement.KEY);
        commits
            .computeIfAbsent(placement.commit(), _ -> new ArrayList<>())
            .add(entry.message().payload());
      }
      assertThat(commits.values())
          .allSatisfy(
              events ->
                  assertThat(events)
                      .hasSize(CrashingServer.COMMIT_EVENTS)
                      .containsOnly(events.getFirst()));
      assertThat(acknowledged)
          .allSatisfy(
              (position, name) -> assertThat(commits.get(position)).first().isEqualTo(name));
    }
  }
}
