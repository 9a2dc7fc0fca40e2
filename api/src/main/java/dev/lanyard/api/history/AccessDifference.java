package dev.lanyard.api.history;

import dev.lanyard.api.access.WhatPage.Granted;
import dev.lanyard.projections.audit.Deeds;
import dev.lanyard.projections.state.AccessChange;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How what somebody may through a role at a scope differs.
 *
 * @param kind always {@code access}
 * @param change Gained, Lost; Changed where its role says something else
 * @param principalId who has or had it: a principal, or a group
 * @param principalType what that is
 * @param roleId the role
 * @param scopeId the uid of the scope: what came anew at an old path is another
 * @param scope where it counts, with all below
 * @param before what counted at the earlier moment; absent where nothing did
 * @param after what counted at the later moment, likewise
 * @param events by which it changed, oldest first, of many the latest 20; none where the assignment
 *     expired and nothing else happened
 * @param eventCount how many there are
 */
public record AccessDifference(
    @Schema(allowableValues = {"access"}) String kind,
    @Schema(allowableValues = {"Gained", "Lost", "Changed"}) String change,
    UUID principalId,
    @Schema(allowableValues = {"User", "Group", "ServicePrincipal"}) String principalType,
    UUID roleId,
    String scopeId,
    String scope,
    Optional<Counted> before,
    Optional<Counted> after,
    List<DeedBody> events,
    long eventCount)
    implements DiffItem {

  /**
   * An assignment that counts.
   *
   * @param assignmentId which
   * @param roleName the role's name by the wording of that time
   * @param permissions what the role grants by it
   * @param expiresOn from this instant on it grants nothing
   */
  public record Counted(
      UUID assignmentId, String roleName, List<Granted> permissions, Optional<Instant> expiresOn) {
    public Counted {
      permissions = List.copyOf(permissions);
    }

    static Counted of(AccessChange.Counted counted) {
      return new Counted(
          counted.assignment().value(),
          counted.roleName(),
          counted.permissions().stream().map(Granted::of).toList(),
          counted.expiresOn());
    }
  }

  public AccessDifference {
    events = List.copyOf(events);
  }

  static AccessDifference of(AccessChange change, Deeds deeds) {
    return new AccessDifference(
        "access",
        word(change),
        change.principal().value(),
        change.type().toString(),
        change.role().value(),
        change.scopeId().toString(),
        change.scope().toString(),
        change.before().map(Counted::of),
        change.after().map(Counted::of),
        deeds.latest().stream().map(DeedBody::of).toList(),
        deeds.count());
  }

  private static String word(AccessChange change) {
    if (change.before().isEmpty()) {
      return "Gained";
    }
    return change.after().isEmpty() ? "Lost" : "Changed";
  }
}
