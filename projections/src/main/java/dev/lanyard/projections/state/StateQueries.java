package dev.lanyard.projections.state;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.LiveGroup;
import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.LiveUserIdentity;
import dev.lanyard.domain.Lock;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.Principal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.ThingId;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.ViewUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is, and what was: every question takes the commit as of which it is answered. A position
 * inside a commit counts as the end of the one before; {@link #CURRENT} is the last commit that the
 * view has passed. Each question reads one snapshot. Any may throw {@link ViewUnavailable} if the
 * view's file cannot be read.
 */
public interface StateQueries {

  /** As of the last commit that the view has passed. */
  long CURRENT = Long.MAX_VALUE - 1;

  /**
   * The last commit that the view has passed; 0 before the first. Any later question finds all up
   * to it. Kept in memory, and falls only if the view begins anew because a rebuilt file could not
   * be put in the place of the live one.
   */
  long position();

  /** What lives at a path: the root, a subscription, a group, a resource or a user identity. */
  Optional<Scope> scopeAt(ResourcePath path, long asOf);

  /** A subscription. */
  Optional<LiveSubscription> subscription(SubscriptionId subscription, long asOf);

  /** All subscriptions, by path. */
  List<LiveSubscription> subscriptions(long asOf);

  /** The group at a path. */
  Optional<LiveGroup> group(ResourcePath path, long asOf);

  /**
   * The groups of a subscription, by path. Pages are full, but for what {@link #resources} says.
   */
  Page<LiveGroup> groups(SubscriptionId subscription, TagFilter tags, Paging paging, long asOf);

  /** The generic resource at a path, with its identity block and revision. */
  Optional<LiveResource> resource(ResourcePath path, long asOf);

  /**
   * Resources and user-assigned identities below a path, by path. Pages are full unless 20,000
   * places were looked at for one; the listing then goes on behind the last of them.
   */
  Page<Listed> resources(ResourceFilter filter, Paging paging, long asOf);

  /** The user-assigned identity at a path. */
  Optional<LiveUserIdentity> userIdentity(ResourcePath path, long asOf);

  /**
   * The user-assigned identities below a path, by path.
   *
   * @param within a subscription or a group
   */
  Page<LiveUserIdentity> userIdentities(ResourcePath within, Paging paging, long asOf);

  /**
   * The resources that can act as a user-assigned identity, by path.
   *
   * @param skip how many to leave out behind the cursor; 0 or more
   */
  Associated associatedResources(ThingId identity, int skip, Paging paging, long asOf);

  /** A role definition. */
  Optional<Defined> role(RoleId role, long asOf);

  /** Role definitions, by id. */
  Page<Defined> roles(RoleFilter filter, Paging paging, long asOf);

  /** A role assignment, wherever it is. */
  Optional<Assigned> assignment(AssignmentId assignment, long asOf);

  /** Role assignments, by id; those that have expired stay until their end is on record. */
  Page<Assigned> assignments(AssignmentFilter filter, Paging paging, long asOf);

  /** The locks at a path and below it, by path and name. */
  Page<Lock> locks(ResourcePath path, Paging paging, long asOf);

  /** The lock with a name at a path. */
  Optional<Lock> lock(ResourcePath path, LockName name, long asOf);

  /** A registered principal. */
  Optional<Principal> principal(PrincipalId principal, long asOf);

  /** The registered principal that an issuer knows by a subject. */
  Optional<Principal> principalOf(Subject subject, long asOf);

  /**
   * The credentials of a registered principal that were not revoked, by id: whether one of them is
   * valid at an instant, and whether its principal may act, is the caller's to see.
   */
  List<OperatorCredential> credentials(PrincipalId principal, long asOf);

  /** Registered principals, by id. */
  Page<Principal> principals(Paging paging, long asOf);

  /** The managed identity that has a principal. */
  Optional<ManagedIdentity> identityOf(PrincipalId principal, long asOf);

  /**
   * How many things hang on what does not live: grants whose principal, role or scope is gone,
   * credentials without their principal, resource or identity, attachments without either side,
   * identities without their resource, open generations of tokens without their principal or
   * resource, locks without their scope, children without their parent. Always 0.
   */
  long orphans();

  /**
   * Grants whose expiry is at or before an instant, the longest expired first.
   *
   * @param limit most grants
   */
  List<Grant> dueAssignments(Instant now, int limit);
}
