package dev.lanyard.api.compliance;

import dev.lanyard.api.Commands;
import dev.lanyard.api.FreshIds;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ReplayId;
import dev.lanyard.domain.ReplayOutcome;
import dev.lanyard.projections.replay.Replay;
import dev.lanyard.projections.replay.ReplayOrder;
import dev.lanyard.tokens.TokenIssuer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/**
 * The replays of this node: one at a time, and the reports of the last ones. One that a stop of the
 * server cut off is told as such after the next start.
 */
public final class Replays implements SmartLifecycle {
  private static final long LOOK_SECONDS = 5;

  private final ReplayFolder folder;
  private final EndedReplays ended;
  private final ReplayRun.Maker maker;
  private final FreshIds ids;
  private final InstantSource clock;
  private final String software;
  private final int phase;
  private final KeptReplays kept;
  private @Nullable ReplayRun running;
  private @Nullable ScheduledExecutorService looks;

  /**
   * The replays whose files are in a folder, which is made if it is missing.
   *
   * @param json writes reports
   * @param issuer signs them
   * @param commands puts ends on record
   * @param operator on record as the caller of that
   * @param maker makes replays of this node's ledger
   * @param phase after which other parts it starts, and before which it stops
   */
  public static Replays open(
      Path folder,
      JsonMapper json,
      TokenIssuer issuer,
      Commands commands,
      PrincipalId operator,
      ReplayMaker maker,
      FreshIds ids,
      InstantSource clock,
      int phase) {
    var files = new ReplayFolder(folder, json);
    var ended =
        new EndedReplays(files, new ReplaySignature(issuer), new ReplayRecord(commands, operator));
    return new Replays(files, ended, maker, ids, clock, release(), phase);
  }

  /** As the jar says; outside of one nobody can tell. */
  private static String release() {
    return Optional.ofNullable(Replays.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /**
   * The replays whose files are in a folder.
   *
   * @param maker makes replays of this node's ledger
   * @param software the release that replays, for reports
   * @param phase after which other parts it starts, and before which it stops
   */
  Replays(
      ReplayFolder folder,
      EndedReplays ended,
      ReplayRun.Maker maker,
      FreshIds ids,
      InstantSource clock,
      String software,
      int phase) {
    this.folder = folder;
    this.ended = ended;
    this.maker = maker;
    this.ids = ids;
    this.clock = clock;
    this.software = software;
    this.phase = phase;
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

  /** The report in its shape; empty until there is one. */
  Optional<ReplayReport> read(ReplayId id) {
    return ended.report(id);
  }

  /** Tells what a stop cut off, and puts on record what is not yet. */
  void look() {
    for (ReplayTicket ticket : outstanding()) {
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
                Optional.of("The server stopped before the replay was over.")));
      }
    }
  }

  private synchronized List<ReplayTicket> outstanding() {
    return kept.all().stream()
        .filter(ticket -> running == null || !running.ticket().equals(ticket) || running.isOver())
        .filter(ticket -> !folder.isRecorded(ticket.replay()))
        .toList();
  }

  @Override
  public synchronized void start() {
    looks =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("replay-records").daemon().factory());
    var _ = looks.scheduleWithFixedDelay(this::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  /** A replay that is under way is cut off. */
  @Override
  public void stop() {
    ReplayRun cut;
    synchronized (this) {
      if (looks != null) {
        looks.shutdownNow();
        looks = null;
      }
      cut = running;
    }
    if (cut != null) {
      cut.cutOff();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return looks != null;
  }

  @Override
  public int getPhase() {
    return phase;
  }
}
