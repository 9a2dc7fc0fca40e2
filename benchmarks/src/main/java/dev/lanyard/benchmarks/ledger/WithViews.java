package dev.lanyard.benchmarks.ledger;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.eventstore.jdbc.AccessStore;
import dev.lanyard.eventstore.jdbc.LedgerMetrics;
import dev.lanyard.eventstore.jdbc.LedgerSettings;
import dev.lanyard.projections.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** A ledger with its rules, and the views that follow it. */
final class WithViews implements AutoCloseable {
  /** The machine that is asked about, in a group of its own. */
  static final ResourcePath MACHINE = Places.machine("asked", "vm0");

  private static final long ACCESS_BYTES_MAX = 1L << 30;
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final Path folder;
  private final InProcess process;
  private final AccessStore access;
  private final Views views;

  /** In a new folder below this one; or in this one, with the ledger that a server left there. */
  WithViews(Path below) throws IOException {
    boolean left = Files.exists(below.resolve("ledger.db"));
    folder = left ? below : Files.createTempDirectory(Files.createDirectories(below), "cost");
    InstantSource clock = InstantSource.system();
    process = left ? InProcess.left(folder) : new InProcess(folder);
    access =
        AccessStore.open(
            folder,
            clock,
            _ -> UUID.randomUUID(),
            LedgerSettings.access(ACCESS_BYTES_MAX),
            LedgerMetrics.NONE);
    views = Views.open(process.ledger(), access.ledger(), folder.resolve("views"), clock);
  }

  InProcess process() {
    return process;
  }

  Views views() {
    return views;
  }

  /** An empty folder beside the views. */
  Path scratch() throws IOException {
    return Files.createDirectories(folder.resolve("scratch"));
  }

  /** Makes {@link #MACHINE}, and a reader of its subscription who is a reader of its group too. */
  PrincipalId caller() {
    PrincipalId caller = new PrincipalId(UUID.randomUUID());
    process.createGroup("asked");
    process.createMachine("asked", "vm0").join();
    Assignees.register(process, caller);
    Assignees.assign(process, caller, ResourcePath.of(Places.SUBSCRIPTION));
    Assignees.assign(process, caller, Places.group("asked"));
    return caller;
  }

  /**
   * Waits until the views hold all.
   *
   * @return the head that they hold
   */
  long caughtUp() throws InterruptedException {
    long head = process.ledger().head();
    if (!views.awaitState(head, PATIENCE) || !views.awaitAudit(head, PATIENCE)) {
      throw new IllegalStateException("the views do not follow");
    }
    return head;
  }

  @Override
  public void close() {
    views.close();
    access.close();
    process.close();
  }
}
