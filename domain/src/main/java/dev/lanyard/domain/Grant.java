package dev.lanyard.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A role given to a principal at a scope: what a role assignment says.
 *
 * @param assignment its id
 * @param role what may be done
 * @param principal who may
 * @param principalType what the principal is
 * @param scope where, with all below
 * @param terms under what terms
 */
public record Grant(
    AssignmentId assignment,
    RoleId role,
    PrincipalId principal,
    PrincipalType principalType,
    Scope scope,
    Terms terms) {

  /**
   * What may change in an assignment while it stays the same grant.
   *
   * @param condition Azure's condition language, 1 to 8,192 characters; kept but not evaluated:
   *     such a grant grants nothing
   * @param conditionVersion {@code 2.0} where a condition is given
   * @param description at most 2,048 characters; empty where none was given
   * @param expiresOn from this instant on it grants nothing; whole microseconds
   * @param reason why it was given; at most 512 characters
   */
  public record Terms(
      Optional<String> condition,
      Optional<String> conditionVersion,
      Optional<String> description,
      Optional<Instant> expiresOn,
      Personal reason) {
    public static final Terms NONE =
        new Terms(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Personal.none());

    /** Whether the grant holds for ever and always: no expiry, no condition. */
    public boolean unlimited() {
      return condition.isEmpty() && expiresOn.isEmpty();
    }
  }
}
