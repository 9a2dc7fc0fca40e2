package dev.lanyard.projections;

import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.eventstore.Commits;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.access.AccessQueries;
import dev.lanyard.projections.access.UseQueries;
import dev.lanyard.projections.audit.AuditQueries;
import dev.lanyard.projections.history.HistoryQueries;
import dev.lanyard.projections.state.AccessDecisions;
import dev.lanyard.projections.state.DirectoryQueries;
import dev.lanyard.projections.state.Entitlements;
import dev.lanyard.projections.state.Generations;
import dev.lanyard.projections.state.InventoryQueries;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.projections.state.WorkloadQueries;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The read models of one node: queries, how far each is, and their rebuilding. */
public interface Views extends AutoCloseable {

  /**
   * Opens the views and lets them follow their ledgers, from where each stands.
   *
   * @param ledger followed by {@code state} and {@code audit}
   * @param access followed by {@code access}
   * @param folder where their files are; made if it is missing. Deleting a view's file while it is
   *     closed has it rebuilt
   * @param clock tells how old what is missing is
   * @throws ViewUnavailable if a file can be neither read nor made
   */
  static Views open(
      Ledger<Recorded> ledger, Ledger<AccessRecord> access, Path folder, InstantSource clock) {
    try {
      return new FileViews(ledger, access, folder, clock);
    } catch (IOException | SQLException e) {
      throw new ViewUnavailable("the views in " + folder + " cannot be opened", e);
    }
  }

  /** What is and what was. */
  StateQueries state();

  /** What there is of what, from the state view too. */
  InventoryQueries inventory();

  /** Principals and managed identities as a directory, from the state view too. */
  DirectoryQueries directory();

  /** Who may what now, of the same view as {@link #state}. */
  Entitlements entitlements();

  /** Who may what and why, of the state view too. */
  AccessDecisions decisions();

  /** By what workloads prove themselves, and what they may be, of the state view too. */
  WorkloadQueries workloads();

  /** Which tokens are good, of the state view too. */
  Generations generations();

  /** Who did what. */
  AuditQueries audit();

  /** What was, and how it became what is: of the state view and the audit trail. */
  HistoryQueries history();

  /** What was attempted. */
  AccessQueries access();

  /** When identities were used last, of the access view too. */
  UseQueries uses();

  /**
   * Waits until the state view has passed a commit.
   *
   * @return false if the time ran out, or the view stopped, before
   * @throws InterruptedException if the thread was interrupted
   */
  boolean awaitState(long position, Duration timeout) throws InterruptedException;

  /** Waits likewise until the audit trail has passed a commit. */
  boolean awaitAudit(long position, Duration timeout) throws InterruptedException;

  /** Waits likewise until the access view has passed a commit of the access log. */
  boolean awaitAccess(long position, Duration timeout) throws InterruptedException;

  /** How each view stands. */
  List<ViewStatus> status();

  /**
   * Lets a stopped view try again from where it stands; one that runs is left alone.
   *
   * @param view {@code state}, {@code audit} or {@code access}
   * @throws IllegalArgumentException if there is no such view
   */
  void restart(String view);

  /**
   * Begins to rebuild a view beside the live one, or tells of the rebuilding that is under way.
   *
   * @param view {@code state}, {@code audit} or {@code access}
   * @return the operation's id
   * @throws IllegalArgumentException if there is no such view
   */
  UUID rebuild(String view);

  /** How a rebuilding stands; empty if this process knows of none with the id. */
  Optional<RebuildStatus> rebuilding(UUID id);

  /**
   * Opens a view anew, to be folded from a reading of the ledger apart from the live one, and to be
   * held against that.
   *
   * @param view {@code state} or {@code audit}
   * @param source gives whole commits from the first one on
   * @param folder where its file is until it is closed; there is one view of a name in a folder
   * @throws IllegalArgumentException if there is no such view of the lifecycle
   * @throws ViewUnavailable if the file cannot be made
   */
  ViewReplay replay(String view, Commits<Recorded> source, Path folder);

  /** Stops all views, each at the end of a commit. */
  @Override
  void close();
}
