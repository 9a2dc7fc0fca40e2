package dev.lanyard.api.security;

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
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A request whose caller may make it: the only way to send commands on behalf of a caller. What
 * every check rested on joins the decision of the commands that it sends. Used by one thread.
 */
public final class GuardedRequest {
  private final Guard guard;
  private final HttpServletRequest http;
  private final Caller caller;
  private final Requirement own;
  private final Demands demands;

  GuardedRequest(Guard guard, HttpServletRequest http, Caller caller, Requirement own) {
    this.guard = guard;
    this.http = http;
    this.caller = caller;
    this.own = own;
    this.demands = new Demands(guard, http, caller, own);
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
   * @throws ProblemException 403 {@code AuthorizationFailed}, on record, if the caller has it not;
   *     429 and 503 as {@link Guard#admit}
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
    demands.require(demand);
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
    recordReading(query());
  }

  /**
   * Likewise, where the body says what is read.
   *
   * @param question what is asked for, in the place of the query
   * @throws ProblemException 503 if that cannot be recorded
   */
  public void recordReading(String question) {
    var _ = guard.records().read(http, caller, own.action(), question, guard.position());
  }

  private String query() {
    return Optional.ofNullable(http.getQueryString()).orElse("");
  }

  /**
   * Puts on record that the caller begins to read records, and goes on reading after this request.
   *
   * @param known whether what it proved itself by still counts; asked from other threads
   * @param about the places that it asks about: it needs the right at each of them all the time
   * @throws ProblemException 503 if that cannot be recorded
   */
  public OngoingReading beginReading(BooleanSupplier known, List<ResourcePath> about) {
    List<Requirement> needed = new ArrayList<>(List.of(own));
    about.forEach(place -> needed.add(Requirement.at(own.action(), place)));
    return new OngoingReading(
        guard,
        caller,
        needed,
        known,
        guard.records().read(http, caller, own.action(), query(), guard.position()));
  }

  /**
   * Sends a command for the caller.
   *
   * @throws CommandRejected if the rule refuses; that is on record
   * @throws ProblemException 403, on record, if the caller's right ended before the decision; 429
   *     if it was refused too often; 503 if the refusal cannot be recorded
   */
  public <C extends LifecycleCommand, S> Reply<S> send(Rule<C, S> rule, C command) {
    try {
      return guard.commands().send(rule, command, caller, demands);
    } catch (CommandRejected rejected) {
      Problem problem = guard.problems().of(rejected.rejection());
      Optional<String> operation = Optional.of(rule.command().getSimpleName());
      guard.records().refused(http, caller, own, operation, problem, guard.position());
      throw rejected;
    }
  }
}
