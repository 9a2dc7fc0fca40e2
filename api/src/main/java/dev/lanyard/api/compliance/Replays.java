package dev.lanyard.api.compliance;

import dev.lanyard.api.Commands;
import dev.lanyard.api.FreshIds;
import dev.lanyard.api.evidence.ServedLog;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.api.start.Release;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ReplayId;
import dev.lanyard.domain.ReplayOutcome;
import dev.lanyard.projections.replay.Replay;
import dev.lanyard.projections.replay.ReplayOrder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The replays of this node: one at a time, and the reports of the last ones. One that left none is
 * told as such by {@link ReplayRecorder}.
 */
public final class Replays {
  /** Which of the two it was, nobody can tell any more. */
  static final String NO_REPORT =
      "The replay left no report: the server stopped before it was over, or its report could not"
          + " be kept.";

  private final ReplayFolder folder;
  private final EndedReplays ended;
  private final ReplayRun.Maker maker;
  private final FreshIds ids;
  private final InstantSource clock;
  private final String software;
  private final KeptReplays kept;
  private @Nullable ReplayRun running;

  /**
   * The replays whose files are in a folder, which is made if it is missing.
   *
   * @param json writes reports
   * @param log by whose key they are signed
   * @param commands puts ends on record
   * @param operator on record as the caller of that
   * @param maker makes replays of this node's ledger
   */
  public static Replays open(
      Path folder,
      JsonMapper json,
      ServedLog log,
      Commands commands,
      PrincipalId operator,
      ReplayMaker maker,
      FreshIds ids,
      InstantSource clock) {
    var files = new ReplayFolder(folder, json);
    var ended =
        new EndedReplays(
            files, new ReplaySignature(log::signer), new ReplayRecord(commands, operator));
    return new Replays(files, ended, maker, ids, clock, Release.version());
  }

  /**
   * The replays whose files are in a folder.
   *
   * @param maker makes replays of this node's ledger
   * @param software the release that replays, for reports
   */
  Replays(
      ReplayFolder folder,
      EndedReplays ended,
      ReplayRun.Maker maker,
      FreshIds ids,
      InstantSource clock,
      String software) {
    this.folder = folder;
    this.ended = ended;
    this.maker = maker;
    this.ids = ids;
    this.clock = clock;
    this.software = software;
    this.kept = new KeptReplays(folder, ended);
  }

  /**
   * Begins a replay.
   *
   * @throws ProblemException 409 while another one is under way
   */
  synchronized ReplayStatus begin(ReplayOrder order, PrincipalId requestedBy) {
    if (running != null && !running.isOver()) {
      throw Problem.of(
              409, "ReplayUnderWay", "Another replay is under way: " + running.ticket().id() + ".")
          .exception();
    }
    var id = new ReplayId(ids.next());
    var ticket = ReplayTicket.of(id, order, requestedBy, clock.instant());
    Replay replay = maker.make(order, folder);
    kept.add(ticket);
    running = new ReplayRun(ticket, replay, software, clock, ended::end);
    running.start();
    return running.status();
  }

  /** How a replay stands; empty if none of this id is kept. */
  synchronized Optional<ReplayStatus> find(ReplayId id) {
    return kept.find(id).map(this::status);
  }

  private ReplayStatus status(ReplayTicket ticket) {
    if (running != null && running.ticket().equals(ticket)) {
      return ended.status(ticket).orElse(running.status());
    }
    return ended
        .status(ticket)
        .orElse(
            new ReplayStatus(
                ticket, ReplayOutcome.INTERRUPTED.toString(), Optional.empty(), Optional.empty()));
  }

  /** All that are kept, the newest first. */
  synchronized List<ReplayStatus> all() {
    return kept.all().stream().map(this::status).toList().reversed();
  }

  /** Gives up a replay; whether it was under way. */
  synchronized boolean cancel(ReplayId id) {
    boolean under = running != null && running.ticket().replay().equals(id) && !running.isOver();
    if (under && running != null) {
      running.cancel();
    }
    return under;
  }

  /** The bytes of a report in JSON; empty until there is one. */
  Optional<byte[]> report(ReplayId id) {
    return ended.bytes(id);
  }

  /** The report in its shape; empty until there is one, and where its file was changed to none. */
  Optional<ReplayReport> read(ReplayId id) {
    return ended.report(id);
  }

  /** The replays that are over, and whose end is not on record. */
  synchronized List<ReplayTicket> outstanding() {
    return kept.all().stream()
        .filter(ticket -> running == null || !running.ticket().equals(ticket) || running.isOver())
        .filter(ticket -> !folder.isRecorded(ticket.replay()))
        .toList();
  }

  /**
   * Puts the end of an outstanding replay on record, and first tells of one that left no report.
   *
   * @throws RuntimeException if its files cannot be used, or nothing can be signed
   */
  void settle(ReplayTicket ticket) {
    if (ended.hasEnded(ticket)) {
      ended.record(ticket);
    } else {
      ended.end(
          ReplayReport.unfinished(
              ticket,
              ReplayOutcome.INTERRUPTED,
              software,
              clock.instant(),
              Optional.empty(),
              Optional.of(NO_REPORT)));
    }
  }

  /** Stops a replay that is under way, without a report, and waits for its threads. */
  void cutOff() {
    ReplayRun cut;
    synchronized (this) {
      cut = running;
    }
    if (cut != null) {
      cut.cutOff();
    }
  }
}
