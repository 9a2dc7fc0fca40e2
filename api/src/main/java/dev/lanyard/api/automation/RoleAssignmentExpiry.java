package dev.lanyard.api.automation;

import dev.lanyard.api.Authorisation;
import dev.lanyard.api.Caller;
import dev.lanyard.api.Commands;
import dev.lanyard.api.metrics.Meters;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.command.RoleCommand.ExpireRoleAssignment;
import dev.lanyard.domain.role.RoleRules;
import dev.lanyard.projections.state.StateQueries;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Records the end of each role assignment whose expiry has passed. The assignment grants nothing
 * from its expiry on, whether or not this has run: it keeps no state, and what it missed while the
 * server was down or the ledger refused, it finds at its next look.
 */
public final class RoleAssignmentExpiry implements SmartLifecycle {
  /** Most assignments of one look. */
  static final int DUE_MAX = 100;

  private static final long PAUSE_MILLIS = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(RoleAssignmentExpiry.class);

  private final StateQueries state;
  private final Commands commands;
  private final Caller caller;
  private final InstantSource clock;
  private final Counter failures;
  private final int phase;
  private @Nullable ScheduledExecutorService looks;

  /**
   * Makes the automation; it looks once it is started.
   *
   * @param operator on record as the caller
   * @param phase after which other parts it starts, and before which it stops
   */
  public RoleAssignmentExpiry(
      StateQueries state,
      Commands commands,
      PrincipalId operator,
      InstantSource clock,
      MeterRegistry meters,
      int phase) {
    this.state = state;
    this.commands = commands;
    this.caller = Caller.itself(operator);
    this.clock = clock;
    this.failures = meters.counter(Meters.AUTOMATION_FAILURES, Meters.NAME, "RoleAssignmentExpiry");
    this.phase = phase;
  }

  /** Ends what is due; gives up at the first failure until the next look. */
  void look() {
    try {
      var now = clock.instant();
      for (var due : state.dueAssignments(now, DUE_MAX)) {
        commands.send(
            RoleRules.EXPIRE,
            new ExpireRoleAssignment(due.assignment(), now),
            caller,
            Authorisation.ITSELF);
      }
    } catch (RuntimeException failure) {
      failures.increment();
      LOG.warn("Role assignments that have expired are not on record yet: {}", failure.toString());
    }
  }

  @Override
  public synchronized void start() {
    looks =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("role-assignment-expiry").daemon().factory());
    var _ = looks.scheduleWithFixedDelay(this::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Waits for the command that is under way: it is bounded by its deadline. */
  @Override
  public synchronized void stop() {
    if (looks != null) {
      looks.close();
      looks = null;
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
