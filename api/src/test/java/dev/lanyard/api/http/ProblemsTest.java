package dev.lanyard.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Rejection;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.TenantId;
import dev.lanyard.domain.WorkloadCredential;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  private static final String S = "22222222-2222-4222-8222-222222222222";
  private static final ResourcePath GROUP =
      ResourcePath.parse("id", "/subscriptions/" + S + "/resourceGroups/rg1");
  private static final ResourcePath VM =
      ResourcePath.parse("id", GROUP + "/providers/Microsoft.Compute/virtualMachines/vm1");
  private static final TenantId TENANT =
      TenantId.parse("tenant", "11111111-1111-4111-8111-111111111111");
  private static final PrincipalId PRINCIPAL =
      PrincipalId.parse("principal", "99999999-9999-4999-8999-999999999999");
  private static final RoleId ROLE = RoleId.parse("role", "acdd72a7-3385-48ef-bd42-f606fba81ae7");
  private static final AssignmentId ASSIGNMENT =
      AssignmentId.parse("assignment", "16d29c0c-369d-4181-8919-c2d67852fa14");

  private static final Map<Rejection, String> STATUS_AND_CODE =
      Map.ofEntries(
          Map.entry(
              new Rejection.SubscriptionNotFound(SubscriptionId.parse("s", S)),
              "404 SubscriptionNotFound"),
          Map.entry(new Rejection.ResourceGroupNotFound(GROUP), "404 ResourceGroupNotFound"),
          Map.entry(new Rejection.ResourceNotFound(VM), "404 ResourceNotFound"),
          Map.entry(new Rejection.ParentNotFound(VM, GROUP), "404 ParentResourceNotFound"),
          Map.entry(new Rejection.ScopeNotFound(GROUP), "404 ResourceGroupNotFound"),
          Map.entry(new Rejection.IdentityNotFound(VM), "400 FailedIdentityOperation"),
          Map.entry(new Rejection.InvalidName(VM, "must be long"), "400 InvalidResourceName"),
          Map.entry(new Rejection.LocationFixed(VM, "a", "b"), "409 InvalidResourceLocation"),
          Map.entry(
              new Rejection.ScopeLocked(VM, Rejection.Operation.DELETE, List.of(GROUP)),
              "409 ScopeLocked"),
          Map.entry(new Rejection.PreconditionFailed(VM), "412 PreconditionFailed"),
          Map.entry(
              new Rejection.CascadeTooLarge(GROUP, "50,000 events", List.of(VM)),
              "409 CascadeTooLarge"),
          Map.entry(
              new Rejection.LastOwner(new ScopeId.Root()),
              "400 CannotDeleteLastRbacAdminAssignment"),
          Map.entry(new Rejection.PrincipalNotFound(PRINCIPAL), "400 PrincipalNotFound"),
          Map.entry(
              new Rejection.PrincipalTypeDiffers(
                  PRINCIPAL, PrincipalType.USER, PrincipalType.GROUP),
              "400 UnmatchedPrincipalType"),
          Map.entry(new Rejection.PrincipalFixed(PRINCIPAL), "409 PrincipalFixed"),
          Map.entry(new Rejection.PrincipalManaged(PRINCIPAL), "409 PrincipalManaged"),
          Map.entry(
              new Rejection.SubjectTaken(new Subject("i", "s"), PRINCIPAL), "409 SubjectTaken"),
          Map.entry(
              new Rejection.CredentialsNotForType(PRINCIPAL, PrincipalType.USER),
              "400 CredentialsNotForType"),
          Map.entry(
              new Rejection.CredentialFixed(new CredentialId(PRINCIPAL.value())),
              "409 CredentialFixed"),
          Map.entry(new Rejection.TooManyCredentials(PRINCIPAL, 20), "409 TooManyCredentials"),
          Map.entry(
              new Rejection.CredentialNotFound(new CredentialId(PRINCIPAL.value())),
              "404 CredentialNotFound"),
          Map.entry(
              new Rejection.TooManyWorkloadCredentials(
                  VM, WorkloadCredential.Kind.ENDPOINT_SECRET, 20),
              "400 TooManyCredentials"),
          Map.entry(new Rejection.FederatedSubjectTaken(VM, "main"), "400 BadRequest"),
          Map.entry(
              new Rejection.TooManyFederatedCredentials(VM, 100),
              "400 TooManyFederatedIdentityCredentials"),
          Map.entry(new Rejection.RoleNotFound(ROLE), "404 RoleDefinitionDoesNotExist"),
          Map.entry(new Rejection.RoleExists(ROLE), "409 RoleDefinitionExists"),
          Map.entry(
              new Rejection.RoleNameTaken("Reader", ROLE), "409 RoleDefinitionWithSameNameExists"),
          Map.entry(new Rejection.RoleIsBuiltIn(ROLE), "409 RoleDefinitionIsBuiltIn"),
          Map.entry(new Rejection.RoleInUse(ROLE, ASSIGNMENT), "409 RoleDefinitionHasAssignments"),
          Map.entry(
              new Rejection.RoleScopeInUse(ROLE, GROUP, ASSIGNMENT),
              "409 RoleDefinitionHasAssignments"),
          Map.entry(
              new Rejection.RoleNotAssignableHere(ROLE, GROUP),
              "400 RoleAssignmentScopeNotAssignableToRoleDefinition"),
          Map.entry(new Rejection.RoleAssignmentExists(ASSIGNMENT), "409 RoleAssignmentExists"),
          Map.entry(
              new Rejection.RoleAssignmentFixed(ASSIGNMENT),
              "400 RoleAssignmentUpdateNotPermitted"),
          Map.entry(new Rejection.ExpiryPassed(ASSIGNMENT), "400 InvalidExpiry"));

  private final Problems problems = new Problems(TENANT);

  @Test
  void every_rejection_has_its_status_and_code() {
    assertThat(
            STATUS_AND_CODE.keySet().stream()
                .collect(
                    Collectors.toMap(
                        why -> why,
                        why -> problems.of(why).status() + " " + problems.of(why).code())))
        .isEqualTo(STATUS_AND_CODE);
    assertThat(STATUS_AND_CODE.keySet().stream().map(Object::getClass))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList(Rejection.class.getPermittedSubclasses()));
  }

  @Test
  void clients_find_the_texts_that_they_compare() {
    assertThat(problems.of(new Rejection.FederatedSubjectTaken(VM, "main")).message())
        .startsWith("Issuer and subject combination already exists for this Managed Identity.");
    assertThat(problems.of(new Rejection.RoleAssignmentExists(ASSIGNMENT)).message())
        .isEqualTo(
            "The role assignment already exists. The ID of the conflicting role assignment is"
                + " 16d29c0c369d41818919c2d67852fa14.");
    assertThat(problems.of(new Rejection.PrincipalNotFound(PRINCIPAL)).message())
        .isEqualTo(
            "Principal 99999999999949998999999999999999 does not exist in the directory"
                + " 11111111-1111-4111-8111-111111111111. Check that you have the correct principal"
                + " ID. If you are creating this principal and then immediately assigning a role,"
                + " this error might be related to a replication delay. In this case, set the role"
                + " assignment principalType property to a value, such as ServicePrincipal, User,"
                + " or Group.  See https://aka.ms/docs-principaltype");
    assertThat(
            problems
                .of(new Rejection.ScopeLocked(VM, Rejection.Operation.WRITE, List.of(GROUP)))
                .message())
        .isEqualTo(
            "The scope '"
                + VM
                + "' cannot perform write operation because following scope(s) are locked: '"
                + GROUP
                + "'. Please remove the lock and try again.");
    assertThat(problems.of(new Rejection.ResourceNotFound(VM)).message())
        .isEqualTo(
            "The Resource 'Microsoft.Compute/virtualMachines/vm1' under resource group 'rg1' was"
                + " not found. For more details please go to"
                + " https://aka.ms/ARMResourceNotFoundFix");
    assertThat(problems.of(new Rejection.LocationFixed(GROUP, "a", "b")))
        .isEqualTo(
            Problem.of(
                    409,
                    "InvalidResourceGroupLocation",
                    "'" + GROUP + "' lives in location 'a' and cannot be created in location 'b'.")
                .at("location"));
  }
}
