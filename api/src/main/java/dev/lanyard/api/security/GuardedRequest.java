package dev.lanyard.api.security;

import dev.lanyard.api.Authorisation;
import dev.lanyard.api.Caller;
import dev.lanyard.api.Reply;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.api.security.Permissions.Verdict;
import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.eventstore.CommandRejected;
import dev.lanyard.eventstore.Reliance;
import dev.lanyard.projections.state.Entitlement;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A request whose caller may make it: the only way to send commands on behalf of a caller. What
 * every check rested on joins the decision of the commands that it sends. Used by one thread.
 */
public final class GuardedRequest {
  private final Guard guard;
  private final HttpServletRequest http;
  private final Caller caller;
  private final Requirement own;
  private final List<Demand> demands = new ArrayList<>();
  private Optional<Reliance> reliance = Optional.empty();

  GuardedRequest(Guard guard, HttpServletRequest http, Caller caller, Requirement own) {
    this.guard = guard;
    this.http = http;
    this.caller = caller;
    this.own = own;
  }

  /** Who asks. */
  public Caller caller() {
    return caller;
  }

  /** What the request does. */
  public Action action() {
    return own.action();
  }

  /** The scope that the request names. */
  public ResourcePath scope() {
    return own.at();
  }

  /**
   * A further right that the request turned out to need.
   *
   * @throws ProblemException 403 {@code AuthorizationFailed}, on record, if the caller has it not
   */
  public void require(Requirement further) {
    require(Demand.of(further));
  }

  /**
   * Further rights that depend on what is: found anew if any event of a boundary was appended
   * before the decision.
   *
   * @throws ProblemException as in {@link #require(Requirement)}
   */
  public void require(Supplier<List<Requirement>> further, Boundary watched) {
    require(new Demand(further, watched, false));
  }

  /**
   * Rights at scopes that the body names; none are met.
   *
   * @throws ProblemException 403 {@code LinkedAuthorizationFailed}, on record, if the caller has it
   *     not
   */
  public void requireLinked(List<Requirement> further) {
    if (!further.isEmpty()) {
      require(new Demand(() -> further, Boundary.nothing(), true));
    }
  }

  void require(Demand demand) {
    Reliance more = check(demand);
    demands.add(demand);
    reliance = Optional.of(join(Stream.concat(reliance.stream(), Stream.of(more)).toList()));
  }

  /** Whether the caller has a right that the request does not depend on. Nothing is recorded. */
  public boolean may(Requirement requirement) {
    return guard.permissions().check(caller, requirement) instanceof Verdict.Allowed;
  }

  /** What of the listing that the request asks for its caller may see. */
  public Sight sight() {
    return sight(own);
  }

  /** What of another listing the caller may see. */
  public Sight sight(Requirement listing) {
    return new Sight(guard.permissions(), caller, listing);
  }

  /** The caller's own grants that count at a scope now. */
  public List<Entitlement> held(ResourcePath scope) {
    return guard.permissions().heldAt(caller, scope).grants();
  }

  /**
   * Goes on if rights are checked as of now; for routes that are let in as of where the view stands
   * because some of what they do takes rights away.
   *
   * @throws ProblemException 503 if the view is behind
   */
  public void requireCurrent() {
    guard.freshness().require();
  }

  /**
   * Puts on record that the caller is about to read records.
   *
   * @throws ProblemException 503 if that cannot be recorded
   */
  public void recordReading() {
    guard.records().read(http, caller, own.action(), guard.position());
  }

  /**
   * Sends a command for the caller.
   *
   * @throws CommandRejected if the rule refuses; that is on record
   * @throws ProblemException 403, on record, if the caller's right ended before the decision; 503
   *     if the refusal cannot be recorded
   */
  public <C extends LifecycleCommand, S> Reply<S> send(Rule<C, S> rule, C command) {
    Authorisation authorisation = authorisation();
    try {
      return guard.commands().send(rule, command, caller, authorisation);
    } catch (CommandRejected rejected) {
      Problem problem = guard.problems().of(rejected.rejection());
      Optional<String> operation = Optional.of(rule.command().getSimpleName());
      guard.records().refused(http, caller, own, operation, problem, guard.position());
      throw rejected;
    }
  }

  /** A command without any right behind it is a fault of this server, never sent. */
  private Authorisation authorisation() {
    Reliance checked =
        reliance.orElseThrow(() -> new IllegalStateException("a command that no right allows"));
    return new Authorisation() {
      @Override
      public Reliance reliance() {
        return checked;
      }

      @Override
      public Reliance again() {
        Reliance now = join(demands.stream().map(GuardedRequest.this::check).toList());
        reliance = Optional.of(now);
        return now;
      }
    };
  }

  private Reliance check(Demand demand) {
    // Before the requirements are found: what changes them later is watched from here on.
    long position = guard.position();
    Stream<Reliance> watched =
        demand.watched().isEmpty()
            ? Stream.empty()
            : Stream.of(new Reliance(position, demand.watched(), Optional.empty()));
    Stream<Reliance> held =
        demand.requirements().get().stream()
            .map(requirement -> check(requirement, demand.linked()));
    return join(Stream.concat(watched, held).toList());
  }

  private Reliance check(Requirement requirement, boolean linked) {
    return switch (guard.permissions().check(caller, requirement)) {
      case Verdict.Allowed(var found) -> found;
      case Verdict.Denied(var position) -> {
        Problem problem =
            linked
                ? Refusals.unauthorisedLink(caller, own, requirement)
                : Refusals.unauthorised(caller, requirement);
        guard.records().refused(http, caller, requirement, Optional.empty(), problem, position);
        throw problem.exception();
      }
    };
  }

  /**
   * All must hold: from the earliest position on, until the earliest expiry.
   *
   * @param parts one at least
   */
  static Reliance join(List<Reliance> parts) {
    return new Reliance(
        parts.stream().mapToLong(Reliance::position).min().orElseThrow(),
        Boundary.each(parts, Reliance::boundary),
        parts.stream().map(Reliance::until).flatMap(Optional::stream).min(Instant::compareTo));
  }
}
