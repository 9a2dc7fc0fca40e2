package dev.lanyard.domain.role;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.World.ALICE;
import static dev.lanyard.domain.World.BOB;
import static dev.lanyard.domain.World.CLIENT;
import static dev.lanyard.domain.World.FIRST;
import static dev.lanyard.domain.World.GROUP;
import static dev.lanyard.domain.World.NOW;
import static dev.lanyard.domain.World.OTHER_VM;
import static dev.lanyard.domain.World.PERMISSIONS;
import static dev.lanyard.domain.World.READER;
import static dev.lanyard.domain.World.SECOND;
import static dev.lanyard.domain.World.VM;
import static dev.lanyard.domain.World.WORKLOAD;
import static dev.lanyard.domain.World.WRITER;
import static dev.lanyard.domain.World.births;
import static dev.lanyard.domain.World.expiring;
import static dev.lanyard.domain.World.grant;
import static dev.lanyard.domain.World.owns;
import static dev.lanyard.domain.World.path;
import static dev.lanyard.domain.World.subject;
import static dev.lanyard.domain.World.thing;
import static dev.lanyard.domain.World.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Decision.Accepted;
import dev.lanyard.domain.Decision.Fact;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.IdentityBlock;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Race;
import dev.lanyard.domain.Race.Entrant;
import dev.lanyard.domain.Rejection.LastOwner;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.PrincipalNotFound;
import dev.lanyard.domain.Rejection.RoleAssignmentExists;
import dev.lanyard.domain.Rejection.RoleInUse;
import dev.lanyard.domain.Rejection.RoleNameTaken;
import dev.lanyard.domain.Rejection.RoleNotAssignableHere;
import dev.lanyard.domain.Rejection.RoleNotFound;
import dev.lanyard.domain.Rejection.RoleScopeInUse;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.Rejection.ScopeNotFound;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.UserIdentityBody;
import dev.lanyard.domain.UserIdentityBody.Isolation;
import dev.lanyard.domain.command.GroupCommand.DeleteResourceGroup;
import dev.lanyard.domain.command.IdentityCommand.DisableSystemIdentity;
import dev.lanyard.domain.command.LockCommand.PlaceLock;
import dev.lanyard.domain.command.PrincipalCommand.DisablePrincipal;
import dev.lanyard.domain.command.PrincipalCommand.RemovePrincipal;
import dev.lanyard.domain.command.ResourceCommand.DeleteResource;
import dev.lanyard.domain.command.ResourceCommand.Fresh;
import dev.lanyard.domain.command.ResourceCommand.PatchResource;
import dev.lanyard.domain.command.ResourceCommand.PutResource;
import dev.lanyard.domain.command.RoleCommand.AssignRole;
import dev.lanyard.domain.command.RoleCommand.DefineRole;
import dev.lanyard.domain.command.RoleCommand.DeleteRole;
import dev.lanyard.domain.command.RoleCommand.RemoveRoleAssignment;
import dev.lanyard.domain.command.RoleCommand.UpdateRole;
import dev.lanyard.domain.command.UserIdentityCommand.DeleteUserIdentity;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityCreated;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import dev.lanyard.domain.identity.IdentityRules;
import dev.lanyard.domain.identity.UserIdentityRules;
import dev.lanyard.domain.lock.LockRules;
import dev.lanyard.domain.principal.PrincipalRules;
import dev.lanyard.domain.resource.GroupRules;
import dev.lanyard.domain.resource.ResourceRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Decisions about grants against all that may happen to what they rest on. */
class RoleRaceTest {
  private static final Scope IDENTITY =
      GROUP.child(
          path("/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/uai"),
          thing(5));
  private static final PrincipalId SHARED = new PrincipalId(thing(17).value());
  private static final UserIdentityCreated IDENTITY_CREATED =
      new UserIdentityCreated(
          IDENTITY, SHARED, CLIENT, "westeurope", new UserIdentityBody(Map.of(), Isolation.NONE));
  private static final Race RACE = Race.after(births()).and(IDENTITY_CREATED);

  private static final Entrant<?, ?> DELETE_VM =
      Race.of(ResourceRules.DELETE, new DeleteResource(VM.path(), new Precondition.Always()));
  private static final Entrant<?, ?> DELETE_OTHER =
      Race.of(ResourceRules.DELETE, new DeleteResource(OTHER_VM.path(), new Precondition.Always()));
  private static final Entrant<?, ?> DELETE_GROUP =
      Race.of(GroupRules.DELETE, new DeleteResourceGroup(GROUP.path()));

  private static final Optional<IdentityBlock> BARE =
      Optional.of(new IdentityBlock(IdentityBlock.Type.NONE, Optional.empty()));
  private static final Fresh UNUSED = new Fresh(thing(40), WORKLOAD, CLIENT);
  private static final Entrant<?, ?> PUT_BARE =
      Race.of(
          ResourceRules.PUT,
          new PutResource(
              VM.path(),
              UNUSED,
              Optional.empty(),
              Map.of(),
              Json.Obj.EMPTY,
              BARE,
              new Precondition.Always()));
  private static final Entrant<?, ?> PATCH_BARE =
      Race.of(
          ResourceRules.PATCH,
          new PatchResource(
              VM.path(),
              UNUSED,
              Optional.empty(),
              Json.Obj.EMPTY,
              BARE,
              new Precondition.Always()));

  private static Entrant<?, ?> assign(Grant grant) {
    return Race.of(
        RoleRules.ASSIGN,
        new AssignRole(
            grant.assignment(),
            grant.scope().path(),
            grant.role(),
            grant.principal(),
            Optional.empty(),
            grant.terms(),
            NOW));
  }

  private static Entrant<?, ?> remove(Grant grant) {
    return Race.of(
        RoleRules.REMOVE, new RemoveRoleAssignment(grant.assignment(), grant.scope().path()));
  }

  private static Entrant<?, ?> removePrincipal(PrincipalId principal) {
    return Race.of(PrincipalRules.REMOVE, new RemovePrincipal(principal));
  }

  private static Entrant<?, ?> disable(PrincipalId principal) {
    return Race.of(PrincipalRules.DISABLE, new DisablePrincipal(principal));
  }

  private static Grant managed(PrincipalId principal, Scope scope) {
    return new Grant(
        FIRST, READER, principal, PrincipalType.SERVICE_PRINCIPAL, scope, Grant.Terms.NONE);
  }

  private static Grant owner(PrincipalId principal) {
    return new Grant(
        SECOND,
        RoleDefinition.OWNER,
        principal,
        PrincipalType.SERVICE_PRINCIPAL,
        Scope.ROOT,
        Grant.Terms.NONE);
  }

  private static Fact falls(LifecycleEvent event, int from) {
    return new Fact(event, OptionalInt.of(from));
  }

  @Test
  void a_grant_against_the_removal_of_its_principal() {
    Grant grant = grant(FIRST, READER, ALICE, VM);
    assertThat(RACE.conflict(removePrincipal(ALICE), assign(grant)))
        .isEqualTo(rejected(new PrincipalNotFound(ALICE)));
    assertThat(RACE.conflict(assign(grant), removePrincipal(ALICE)))
        .isEqualTo(
            accepted(
                List.of(
                    falls(new RoleAssignmentRemoved(grant, Cause.PRINCIPAL_ENDED), 1),
                    Fact.of(new PrincipalRemoved(ALICE, subject(ALICE))))));
  }

  @Test
  void a_grant_against_the_end_of_the_system_identity_it_is_for() {
    Grant grant = managed(WORKLOAD, OTHER_VM);
    Entrant<?, ?> end = Race.of(IdentityRules.DISABLE, new DisableSystemIdentity(VM.path()));
    assertThat(RACE.conflict(end, assign(grant)))
        .isEqualTo(rejected(new PrincipalNotFound(WORKLOAD)));
    assertThat(RACE.conflict(assign(grant), end))
        .isEqualTo(
            accepted(
                List.of(
                    falls(new RoleAssignmentRemoved(grant, Cause.PRINCIPAL_ENDED), 1),
                    Fact.of(new SystemIdentityDeleted(VM, WORKLOAD)))));
  }

  @Test
  void a_grant_against_the_deletion_of_the_resource_whose_identity_it_is_for() {
    Grant grant = managed(WORKLOAD, OTHER_VM);
    assertThat(RACE.conflict(DELETE_VM, assign(grant)))
        .isEqualTo(rejected(new PrincipalNotFound(WORKLOAD)));
    assertThat(RACE.conflict(assign(grant), DELETE_VM))
        .isEqualTo(
            accepted(
                List.of(
                    falls(new RoleAssignmentRemoved(grant, Cause.PRINCIPAL_ENDED), 1),
                    falls(new SystemIdentityDeleted(VM, WORKLOAD), 2),
                    Fact.of(new ResourceDeleted(VM)))));
  }

  @Test
  void a_grant_against_the_deletion_of_the_user_identity_it_is_for() {
    Grant grant = managed(SHARED, OTHER_VM);
    Entrant<?, ?> delete =
        Race.of(UserIdentityRules.DELETE, new DeleteUserIdentity(IDENTITY.path()));
    assertThat(RACE.conflict(delete, assign(grant)))
        .isEqualTo(rejected(new PrincipalNotFound(SHARED)));
    assertThat(RACE.conflict(assign(grant), delete))
        .isEqualTo(
            accepted(
                List.of(
                    falls(new RoleAssignmentRemoved(grant, Cause.PRINCIPAL_ENDED), 1),
                    Fact.of(new UserIdentityDeleted(IDENTITY, SHARED)))));
  }

  @Test
  void a_grant_against_the_deletion_of_its_scope() {
    Grant grant = grant(FIRST, READER, ALICE, OTHER_VM);
    assertThat(RACE.conflict(DELETE_OTHER, assign(grant)))
        .isEqualTo(rejected(new ScopeNotFound(OTHER_VM.path())));
    assertThat(RACE.conflict(assign(grant), DELETE_OTHER))
        .isEqualTo(
            accepted(
                List.of(
                    falls(new RoleAssignmentRemoved(grant, Cause.SCOPE_ENDED), 1),
                    Fact.of(new ResourceDeleted(OTHER_VM)))));
  }

  @Test
  void a_grant_against_the_deletion_of_its_scopes_group() {
    Grant grant = grant(FIRST, RoleDefinition.OWNER, ALICE, OTHER_VM);
    assertThat(RACE.conflict(DELETE_GROUP, assign(grant)))
        .isEqualTo(rejected(new ScopeNotFound(OTHER_VM.path())));
    var deletion = (Accepted) RACE.conflict(assign(grant), DELETE_GROUP);
    assertThat(deletion.facts())
        .extracting(Fact::event)
        .contains(new RoleAssignmentRemoved(grant, Cause.SCOPE_ENDED));
  }

  @Test
  void the_same_grant_twice() {
    Grant grant = grant(FIRST, READER, ALICE, VM);
    assertThat(RACE.conflict(assign(grant), assign(grant))).isEqualTo(accepted());
    assertThat(RACE.conflict(assign(grant), assign(grant(SECOND, READER, ALICE, VM))))
        .isEqualTo(rejected(new RoleAssignmentExists(FIRST)));
  }

  @Test
  void grants_that_share_only_a_part_do_not_conflict() {
    Entrant<?, ?> one = assign(grant(FIRST, READER, ALICE, VM));
    RACE.noConflict(one, assign(grant(SECOND, READER, BOB, VM)));
    RACE.noConflict(one, assign(grant(SECOND, READER, ALICE, OTHER_VM)));
    RACE.noConflict(one, assign(grant(SECOND, RoleDefinition.OWNER, ALICE, VM)));
    RACE.noConflict(one, disable(ALICE));
    RACE.noConflict(one, DELETE_OTHER);
  }

  @Test
  void a_grant_against_a_lock_above_its_scope() {
    Entrant<?, ?> lock =
        Race.of(
            LockRules.PLACE,
            new PlaceLock(
                GROUP.path(), new LockName("lock"), LockLevel.READ_ONLY, Optional.empty()));
    Grant grant = grant(FIRST, READER, ALICE, VM);
    assertThat(RACE.conflict(lock, assign(grant)))
        .isEqualTo(rejected(new ScopeLocked(VM.path(), Operation.WRITE, List.of(GROUP.path()))));
    assertThat(RACE.and(new RoleAssigned(grant)).conflict(lock, remove(grant)))
        .isEqualTo(rejected(new ScopeLocked(VM.path(), Operation.DELETE, List.of(GROUP.path()))));
  }

  @Test
  void a_lock_against_the_deletion_of_its_scope() {
    Entrant<?, ?> lock =
        Race.of(
            LockRules.PLACE,
            new PlaceLock(
                OTHER_VM.path(), new LockName("lock"), LockLevel.READ_ONLY, Optional.empty()));
    assertThat(RACE.conflict(DELETE_OTHER, lock))
        .isEqualTo(rejected(new ScopeNotFound(OTHER_VM.path())));
    assertThat(RACE.conflict(lock, DELETE_OTHER))
        .isEqualTo(
            rejected(new ScopeLocked(OTHER_VM.path(), Operation.DELETE, List.of(OTHER_VM.path()))));
  }

  @Test
  void a_grant_against_the_deletion_or_the_narrowing_of_its_role() {
    Grant grant = grant(FIRST, READER, ALICE, VM);
    Entrant<?, ?> delete = Race.of(RoleRules.DELETE, new DeleteRole(READER));
    assertThat(RACE.conflict(delete, assign(grant))).isEqualTo(rejected(new RoleNotFound(READER)));
    assertThat(RACE.conflict(assign(grant), delete))
        .isEqualTo(rejected(new RoleInUse(READER, FIRST)));
    Entrant<?, ?> narrow =
        Race.of(
            RoleRules.UPDATE,
            new UpdateRole(READER, "Looks", "Reads", PERMISSIONS, List.of(OTHER_VM.path())));
    assertThat(RACE.conflict(narrow, assign(grant)))
        .isEqualTo(rejected(new RoleNotAssignableHere(READER, VM.path())));
    assertThat(RACE.conflict(assign(grant), narrow))
        .isEqualTo(rejected(new RoleScopeInUse(READER, GROUP.path(), FIRST)));
  }

  @Test
  void two_roles_of_one_name() {
    Entrant<?, ?> define =
        Race.of(
            RoleRules.DEFINE,
            new DefineRole(WRITER, "Same", "Writes", PERMISSIONS, List.of(GROUP.path())));
    Entrant<?, ?> rename =
        Race.of(
            RoleRules.UPDATE,
            new UpdateRole(READER, "SAME", "Reads", PERMISSIONS, List.of(GROUP.path())));
    assertThat(RACE.conflict(define, rename))
        .isEqualTo(rejected(new RoleNameTaken("SAME", WRITER)));
    assertThat(RACE.conflict(rename, define))
        .isEqualTo(rejected(new RoleNameTaken("Same", READER)));
  }

  @Test
  void a_role_against_the_deletion_of_its_scope() {
    Entrant<?, ?> define =
        Race.of(
            RoleRules.DEFINE,
            new DefineRole(WRITER, "Writer", "Writes", PERMISSIONS, List.of(OTHER_VM.path())));
    assertThat(RACE.conflict(DELETE_OTHER, define))
        .isEqualTo(rejected(new ScopeNotFound(OTHER_VM.path())));
    assertThat(RACE.conflict(define, DELETE_OTHER))
        .isEqualTo(
            accepted(
                List.of(
                    falls(
                        new RoleDeleted(
                            WRITER,
                            new RoleBody("Writer", "Writes", PERMISSIONS, List.of(OTHER_VM))),
                        1),
                    Fact.of(new ResourceDeleted(OTHER_VM)))));
  }

  @Test
  void the_last_two_owners_leave_at_once_in_any_way() {
    Race owned = RACE.and(owns(FIRST, ALICE, Scope.ROOT), owns(SECOND, BOB, Scope.ROOT));
    Grant alices = grant(FIRST, RoleDefinition.OWNER, ALICE, Scope.ROOT);
    Grant bobs = grant(SECOND, RoleDefinition.OWNER, BOB, Scope.ROOT);
    List<Entrant<?, ?>> waysOfBob =
        List.of(
            remove(bobs),
            removePrincipal(BOB),
            disable(BOB),
            assign(with(bobs, expiring(NOW.plusSeconds(1)))));
    for (Entrant<?, ?> bob : waysOfBob) {
      for (Entrant<?, ?> alice : List.of(remove(alices), removePrincipal(ALICE), disable(ALICE))) {
        assertThat(owned.conflict(bob, alice)).isEqualTo(rejected(new LastOwner(Scope.ROOT.id())));
        assertThat(owned.conflict(alice, bob)).isEqualTo(rejected(new LastOwner(Scope.ROOT.id())));
      }
    }
  }

  @Test
  void the_last_owner_leaves_while_the_other_falls_with_what_it_hangs_on() {
    Grant alices = grant(FIRST, RoleDefinition.OWNER, ALICE, Scope.ROOT);
    Race workloadOwns = RACE.and(new RoleAssigned(alices), new RoleAssigned(owner(WORKLOAD)));
    Race sharedOwns = RACE.and(new RoleAssigned(alices), new RoleAssigned(owner(SHARED)));
    Entrant<?, ?> deleteShared =
        Race.of(UserIdentityRules.DELETE, new DeleteUserIdentity(IDENTITY.path()));
    Entrant<?, ?> disable = Race.of(IdentityRules.DISABLE, new DisableSystemIdentity(VM.path()));
    var last = rejected(new LastOwner(Scope.ROOT.id()));
    for (Entrant<?, ?> alice : List.of(remove(alices), removePrincipal(ALICE), disable(ALICE))) {
      for (Entrant<?, ?> fall : List.of(DELETE_VM, DELETE_GROUP, disable, PUT_BARE, PATCH_BARE)) {
        assertThat(workloadOwns.conflict(alice, fall)).isEqualTo(last);
        assertThat(workloadOwns.conflict(fall, alice)).isEqualTo(last);
      }
      for (Entrant<?, ?> fall : List.of(deleteShared, DELETE_GROUP)) {
        assertThat(sharedOwns.conflict(alice, fall)).isEqualTo(last);
        assertThat(sharedOwns.conflict(fall, alice)).isEqualTo(last);
      }
    }
  }
}
