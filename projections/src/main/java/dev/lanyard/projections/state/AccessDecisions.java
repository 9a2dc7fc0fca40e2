package dev.lanyard.projections.state;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import java.time.Instant;
import java.util.List;

/**
 * Who may what, and why: by the same rules as {@link Entitlements}, of any commit. A grant counts
 * while its expiry is after the instant of evaluation: the instant that was asked for, that of the
 * commit that was asked for, or now (DESIGN, "Commits and time"); which one is the asker's to say.
 * Conditions grant nothing. Each question reads one snapshot. Any may throw {@link
 * dev.lanyard.projections.ViewUnavailable} if the view's file cannot be read.
 */
public interface AccessDecisions {

  /**
   * Whether somebody may do something now, without saying why: from memory while nobody's rights
   * have changed, unless a lock could forbid the action.
   *
   * @param scope need not exist: then what counts is what counts at its nearest ancestor that does
   */
  Ruling allowed(Holders holders, RequestedAction action, ResourcePath scope, Instant now);

  /**
   * Whether somebody may do something, and why. Looks at as many rows as the holders have grants at
   * the scope and above it, however many others have.
   *
   * <p>Locks bind everybody: writing is forbidden under a ReadOnly lock, deleting under any, and
   * deleting the scope itself also under any below it. Data actions, reading, changing locks,
   * assigning an identity and revoking its tokens are not locked.
   *
   * @param scope as in {@link #allowed}
   */
  Explanation check(
      Holders holders, RequestedAction action, ResourcePath scope, long asOf, Instant at);

  /**
   * All who may do something, and through which grant, by principal and grant. Groups stand for
   * themselves. Locks are not looked at: they forbid to all or none.
   *
   * @param scope as in {@link #allowed}
   * @throws dev.lanyard.domain.MalformedValue if the cursor is none that a page gave
   */
  Page<Entitled> who(
      RequestedAction action, ResourcePath scope, Paging paging, long asOf, Instant at);

  /** All grants that count for somebody, wherever, by id; none if the caller does not act. */
  Page<WordedGrant> what(Holders holders, Paging paging, long asOf, Instant at);

  /**
   * The grants that count for somebody at a scope and above it; none if the caller does not act.
   *
   * @param scope as in {@link #allowed}
   */
  List<WordedGrant> held(Holders holders, ResourcePath scope, long asOf, Instant at);
}
