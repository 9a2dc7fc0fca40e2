package dev.lanyard.api;

import dev.lanyard.api.health.LastFailure;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.metrics.Meters;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.eventstore.CommandContext;
import dev.lanyard.eventstore.CommandRejected;
import dev.lanyard.eventstore.CommandTimedOut;
import dev.lanyard.eventstore.Deciders;
import dev.lanyard.eventstore.Done;
import dev.lanyard.eventstore.Reliance;
import dev.lanyard.eventstore.RelianceLost;
import dev.lanyard.eventstore.jdbc.AppendFailed;
import dev.lanyard.eventstore.jdbc.ClockBehind;
import dev.lanyard.eventstore.jdbc.LedgerBusy;
import dev.lanyard.eventstore.jdbc.LedgerFull;
import dev.lanyard.projections.Views;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletionException;

/**
 * The one door to the ledger: every command of every surface passes here. It gives the command its
 * id and its deadline, counts and times it, and waits until this node's reads show what it did.
 */
public final class Commands {
  /** How long a command is worth deciding, from its arrival. */
  static final Duration DEADLINE = Duration.ofSeconds(10);

  /** Longest wait for the state view (DESIGN, "Way of a command"). */
  static final Duration VIEW_WAIT_MAX = Duration.ofSeconds(2);

  private final Deciders deciders;
  private final Views views;
  private final FreshIds ids;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final LastFailure lastFailure;

  /**
   * Makes the door to this node's ledger and views.
   *
   * @param lastFailure is told whether appends succeed
   */
  public Commands(
      Deciders deciders,
      Views views,
      FreshIds ids,
      InstantSource clock,
      MeterRegistry meters,
      LastFailure lastFailure) {
    this.deciders = deciders;
    this.views = views;
    this.ids = ids;
    this.clock = clock;
    this.meters = meters;
    this.lastFailure = lastFailure;
  }

  /**
   * Decides a command and waits until its facts are durable and, for a bounded time, until this
   * node's reads show them. Decides again while other writers win the race, until the command's
   * deadline.
   *
   * @param rule the rule that answers the command
   * @param command what is asked
   * @param caller who asks
   * @param authorisation why it may: what it rests on joins the decision's boundary; where that has
   *     changed, the caller is checked again, and the same command is decided again
   * @return what was decided; {@link Reply#behind} where the reads did not follow in time
   * @throws dev.lanyard.api.http.ProblemException 403 if the caller's right has ended before the
   *     decision; 503 if it cannot be checked again
   * @throws CommandRejected if the rule refuses; nothing was appended
   * @throws CommandTimedOut if the deadline passed before the ledger took it up; nothing was
   *     appended
   * @throws dev.lanyard.eventstore.jdbc.LedgerRefusal if the ledger could not append
   */
  public <C extends LifecycleCommand, S> Reply<S> send(
      Rule<C, S> rule, C command, Caller caller, Authorisation authorisation) {
    var done = decideWhileAllowed(rule, command, caller, authorisation);
    return new Reply<>(done, !shows(done.position()));
  }

  private <C extends LifecycleCommand, S> Done<S> decideWhileAllowed(
      Rule<C, S> rule, C command, Caller caller, Authorisation authorisation) {
    var now = clock.instant();
    var id = ids.command(now);
    var deadline = now.plus(DEADLINE);
    var reliance = authorisation.reliance();
    while (true) {
      try {
        return decide(rule, command, context(id, caller, reliance, deadline));
      } catch (RelianceLost lost) {
        awaitChange(lost.head());
        reliance = authorisation.again();
      }
    }
  }

  /** A check that does not know of the change yet would allow the same again. */
  private void awaitChange(long position) {
    if (!shows(position)) {
      throw Problem.of(
              503, "ViewBehind", "Rights cannot be checked: the read model is behind the ledger.")
          .retryAfter(Duration.ofSeconds(1))
          .exception();
    }
  }

  private <C extends LifecycleCommand, S> Done<S> decide(
      Rule<C, S> rule, C command, CommandContext context) {
    var name = rule.command().getSimpleName();
    long start = System.nanoTime();
    var outcome = "failed";
    try {
      var done = deciders.decide(rule, command, context).join();
      outcome = done.changed() ? "accepted" : "unchanged";
      if (done.changed()) {
        lastFailure.succeeded();
      }
      return done;
    } catch (CompletionException failure) {
      var cause = failure.getCause() instanceof RuntimeException own ? own : failure;
      outcome = outcome(cause);
      throw cause;
    } finally {
      meters
          .timer(Meters.COMMANDS, Meters.NAME, name, Meters.OUTCOME, outcome)
          .record(Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private String outcome(RuntimeException failure) {
    return switch (failure) {
      case CommandRejected rejected -> rejected.rejection().getClass().getSimpleName();
      case CommandTimedOut _ -> "timed-out";
      case LedgerBusy _ -> "busy";
      case RelianceLost _ -> "checked-again";
      case LedgerFull _, AppendFailed _, ClockBehind _ -> {
        lastFailure.failed(clock.instant(), failure);
        yield "failed";
      }
      default -> "failed";
    };
  }

  private static CommandContext context(
      UUID id, Caller caller, Reliance reliance, Instant deadline) {
    return new CommandContext(
        id,
        caller.principal(),
        caller.groups(),
        caller.onBehalfOf(),
        caller.requestId(),
        caller.clientRequestId(),
        caller.traceId(),
        caller.sourceAddress(),
        caller.reason(),
        reliance,
        deadline);
  }

  /** Outside the unit of work, which has ended: a slow view holds up its reader alone. */
  private boolean shows(long position) {
    try {
      return views.awaitState(position, VIEW_WAIT_MAX);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
