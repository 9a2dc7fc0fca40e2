package dev.lanyard.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.Caller;
import dev.lanyard.api.security.Permissions.Verdict;
import dev.lanyard.domain.ActionPattern;
import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import dev.lanyard.eventstore.Reliance;
import dev.lanyard.projections.state.Entitlement;
import dev.lanyard.projections.state.Entitlements;
import dev.lanyard.projections.state.Held;
import dev.lanyard.projections.state.Holders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final PrincipalId ADA = new PrincipalId(new UUID(1, 1));
  private static final PrincipalId TEAM = new PrincipalId(new UUID(1, 2));
  private static final RoleId ROLE = new RoleId(new UUID(2, 1));
  private static final ResourcePath GROUP =
      ResourcePath.parse(
          "p", "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/shop");
  private static final ResourcePath VM =
      ResourcePath.parse("p", GROUP + "/providers/Microsoft.Compute/virtualMachines/web1");
  private static final Action WRITE = new Action("Microsoft.Compute/virtualMachines/write");
  private static final long POSITION = 17;

  private final List<Entitlement> above = new ArrayList<>();
  private final List<Entitlement> below = new ArrayList<>();

  private Verdict check(Requirement requirement) {
    Entitlements entitlements =
        new Entitlements() {
          @Override
          public Held at(Holders holders, ResourcePath path) {
            return new Held(POSITION, true, above, 1);
          }

          @Override
          public Held below(Holders holders, ResourcePath path) {
            return new Held(POSITION, true, below, 1);
          }

          @Override
          public boolean acts(PrincipalId caller) {
            return true;
          }
        };
    return new Permissions(entitlements, InstantSource.fixed(NOW), _ -> {})
        .check(Caller.itself(ADA), requirement);
  }

  private static Entitlement grant(int number, PrincipalId holder, Instant until, String action) {
    Permission permission =
        new Permission(List.of(new ActionPattern(action)), List.of(), List.of(), List.of());
    return new Entitlement(
        new AssignmentId(new UUID(3, number)),
        ROLE,
        holder,
        GROUP,
        until.equals(Instant.MAX) ? Optional.empty() : Optional.of(until),
        List.of(permission));
  }

  private static Boundary endOf(PrincipalId principal) {
    return Boundary.of(
        Set.of(
            PrincipalDisabled.class,
            PrincipalRemoved.class,
            SystemIdentityDeleted.class,
            UserIdentityDeleted.class),
        Tags.principal(principal));
  }

  @Test
  void an_allowed_check_rests_on_the_grant_its_role_the_caller_and_the_group() {
    Instant later = NOW.plusSeconds(60);
    above.add(grant(1, TEAM, later, "*/write"));
    assertThat(check(Requirement.at(WRITE, VM)))
        .isEqualTo(
            new Verdict.Allowed(
                new Reliance(
                    POSITION,
                    Boundary.any(
                        Boundary.of(
                            Set.of(RoleAssignmentRemoved.class),
                            Tags.assignment(new AssignmentId(new UUID(3, 1)))),
                        Boundary.of(Set.of(RoleUpdated.class, RoleDeleted.class), Tags.role(ROLE)),
                        endOf(ADA),
                        endOf(TEAM)),
                    Optional.of(later))));
  }

  @Test
  void the_grant_that_lasts_longest_is_relied_on() {
    above.add(grant(1, ADA, NOW.plusSeconds(60), "*"));
    above.add(grant(2, ADA, NOW.plusSeconds(90), "*"));
    assertThat(until()).contains(NOW.plusSeconds(90));
    above.add(grant(3, ADA, Instant.MAX, "*"));
    assertThat(until()).isEmpty();
  }

  private Optional<Instant> until() {
    return check(Requirement.at(WRITE, VM)) instanceof Verdict.Allowed(var reliance)
        ? reliance.until()
        : Optional.of(NOW);
  }

  @Test
  void a_grant_counts_until_the_instant_of_its_expiry() {
    above.add(grant(1, ADA, NOW, "*"));
    assertThat(check(Requirement.at(WRITE, VM))).isEqualTo(new Verdict.Denied(POSITION));
    above.add(grant(2, ADA, NOW.plusNanos(1_000), "*"));
    assertThat(check(Requirement.at(WRITE, VM))).isInstanceOf(Verdict.Allowed.class);
  }

  @Test
  void what_is_held_below_counts_for_listings_alone() {
    below.add(grant(1, ADA, Instant.MAX, "*/write"));
    assertThat(check(Requirement.at(WRITE, VM))).isEqualTo(new Verdict.Denied(POSITION));
    assertThat(check(new Requirement(WRITE, VM, Requirement.Reach.AT_OR_BELOW)))
        .isInstanceOf(Verdict.Allowed.class);
    Action read = Action.read("Microsoft.Compute/virtualMachines");
    assertThat(check(new Requirement(read, VM, Requirement.Reach.AT_OR_BELOW)))
        .isEqualTo(new Verdict.Denied(POSITION));
    assertThat(check(new Requirement(read, VM, Requirement.Reach.ANY_ROLE)))
        .isInstanceOf(Verdict.Allowed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "*, '', Microsoft.Compute/virtualMachines/write, true",
    "*/read, '', Microsoft.Compute/virtualMachines/write, false",
    "*, Microsoft.Authorization/*/Write, Microsoft.Authorization/roleAssignments/write, false",
    "Microsoft.KeyVault/vaults/*/read, '', Microsoft.KeyVault/vaults/read, true",
    "Microsoft.KeyVault/vaults/*/write, '', Microsoft.KeyVault/vaults/write, false",
    "*, Microsoft.KeyVault/vaults/*/read, Microsoft.KeyVault/vaults/read, false",
    "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action, '',"
        + " Microsoft.ManagedIdentity/userAssignedIdentities/assign/action, true",
    "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action, '',"
        + " Microsoft.ManagedIdentity/userAssignedIdentities/assign/action, true",
    "Microsoft.ManagedIdentity/*/read, '',"
        + " Microsoft.ManagedIdentity/userAssignedIdentities/assign/action, false",
  })
  void an_action_is_granted_by_its_name_or_by_azure_s_way_to_write_it(
      String pattern, String not, String action, boolean granted) {
    List<ActionPattern> notActions = not.isEmpty() ? List.of() : List.of(new ActionPattern(not));
    Permission permission =
        new Permission(List.of(new ActionPattern(pattern)), notActions, List.of(), List.of());
    assertThat(new Action(action).grantedBy(permission)).isEqualTo(granted);
  }

  @Test
  void several_rights_are_relied_on_together() {
    Boundary one = endOf(ADA);
    Boundary other = endOf(TEAM);
    assertThat(
            Demands.join(
                List.of(
                    new Reliance(5, one, Optional.of(NOW.plusSeconds(9))),
                    new Reliance(3, other, Optional.empty()),
                    new Reliance(4, one, Optional.of(NOW.plusSeconds(2))))))
        .isEqualTo(new Reliance(3, Boundary.any(one, other), Optional.of(NOW.plusSeconds(2))));
  }
}
