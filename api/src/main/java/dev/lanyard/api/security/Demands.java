package dev.lanyard.api.security;

import dev.lanyard.api.Authorisation;
import dev.lanyard.api.Caller;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.security.Permissions.Verdict;
import dev.lanyard.domain.Boundary;
import dev.lanyard.eventstore.Reliance;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that one request's caller had to be allowed so far, and what that rests on. A refusal is on
 * record before it is thrown.
 */
final class Demands implements Authorisation {
  private final Guard guard;
  private final HttpServletRequest http;
  private final Caller caller;
  private final Requirement own;
  private final List<Demand> met = new ArrayList<>();
  private Optional<Reliance> reliance = Optional.empty();

  /**
   * Begins without any.
   *
   * @param own what the request needs at its own scope; named where a linked scope is refused
   */
  Demands(Guard guard, HttpServletRequest http, Caller caller, Requirement own) {
    this.guard = guard;
    this.http = http;
    this.caller = caller;
    this.own = own;
  }

  void require(Demand demand) {
    Reliance more = check(demand);
    met.add(demand);
    reliance = Optional.of(join(Stream.concat(reliance.stream(), Stream.of(more)).toList()));
  }

  /** A command without any right behind it is a fault of this server, never sent. */
  @Override
  public Reliance reliance() {
    return reliance.orElseThrow(() -> new IllegalStateException("a command that no right allows"));
  }

  @Override
  public Reliance again() {
    Reliance now = join(met.stream().map(this::check).toList());
    reliance = Optional.of(now);
    return now;
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
