package dev.lanyard.eventstore.jdbc;

import static dev.lanyard.eventstore.jdbc.TestLedger.event;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Appends commits of three events from several threads until it is killed, and says so of each on
 * its output once it is durable: the commit's position and its name.
 */
final class CrashingServer {
  static final int COMMIT_EVENTS = 3;
  private static final int THREADS = 8;

  private CrashingServer() {}

  /** Takes the ledger's folder, and a name for this run. */
  public static void main(String[] args) {
    TestLedger ledger = new TestLedger(Path.of(args[0]));
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (int thread = 0; thread < THREADS; thread++) {
        String name = args[1] + "-" + thread;
        threads.execute(() -> appendForEver(ledger, name));
      }
    }
  }

  private static void appendForEver(TestLedger ledger, String thread) {
    for (int number = 0; ; number++) {
      String commit = thread + "-" + number;
      long position =
          ledger
              .append(
                  event(commit, "thing=" + commit),
                  event(commit, "thing=" + commit),
                  event(commit, "thing=" + commit))
              .join()
              .position();
      System.out.println(position + " " + commit);
    }
  }
}
