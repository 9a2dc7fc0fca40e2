package dev.lanyard.api.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.api.http.ProblemException;
import dev.lanyard.api.http.RequestPath;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.SubscriptionId;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArmRouterTest {
  private static final String S = "/subscriptions/22222222-2222-4222-8222-222222222222";
  private static final SubscriptionId SUBSCRIPTION =
      SubscriptionId.parse("s", "22222222-2222-4222-8222-222222222222");
  private static final ResourcePath AT_S = ResourcePath.of(SUBSCRIPTION);
  private static final ResourcePath RG = path(S + "/resourceGroups/RG");
  private static final ResourcePath VM =
      path(RG + "/providers/Microsoft.Compute/virtualMachines/vm");
  private static final ResourcePath UAI =
      path(RG + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/u");
  private static final String GUID = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

  private static ResourcePath path(String text) {
    return ResourcePath.parse("id", text);
  }

  private static ArmRoute route(String text) {
    return ArmRouter.route(RequestPath.parse(text));
  }

  @Test
  void subscriptions_and_groups_are_found_in_any_case() {
    assertThat(route("/subscriptions")).isEqualTo(new ArmRoute.Subscriptions());
    assertThat(route("//SUBSCRIPTIONS" + S.substring(14).toUpperCase(Locale.ROOT)))
        .isEqualTo(new ArmRoute.Subscription(SUBSCRIPTION));
    assertThat(route(S + "/resourcegroups")).isEqualTo(new ArmRoute.Groups(SUBSCRIPTION));
    assertThat(route(S + "/RESOURCEGROUPS/rg/")).isEqualTo(new ArmRoute.Group(RG));
    assertThat(route(S + "/operationresults/17"))
        .isEqualTo(new ArmRoute.OperationResult(SUBSCRIPTION, "17"));
  }

  @Test
  void fixed_words_take_their_usual_spelling_and_names_keep_theirs() {
    assertThat(((ArmRoute.Group) route(S + "/resourcegroups/MyGroup")).path())
        .hasToString(S + "/resourceGroups/MyGroup");
    assertThat(
            ((ArmRoute.Resource) route(S + "/resourcegroups/MyGroup/PROVIDERS/My.Type/boxes/Box"))
                .path())
        .hasToString(S + "/resourceGroups/MyGroup/providers/My.Type/boxes/Box");
  }

  @Test
  void resources_are_found_alone_and_in_lists() {
    assertThat(route(VM.toString())).isEqualTo(new ArmRoute.Resource(VM));
    assertThat(route(RG + "/providers/Microsoft.Compute//virtualMachines/vm"))
        .isEqualTo(new ArmRoute.Resource(VM));
    assertThat(route(S + "/resources")).isEqualTo(new ArmRoute.Resources(AT_S));
    assertThat(route(RG + "/resources")).isEqualTo(new ArmRoute.Resources(RG));
    assertThat(route(RG + "/providers/Microsoft.Compute/virtualMachines"))
        .isEqualTo(new ArmRoute.ResourcesOfType(RG, "Microsoft.Compute/virtualMachines"));
    assertThat(route(S + "/providers/Microsoft.Compute/virtualMachines"))
        .isEqualTo(new ArmRoute.ResourcesOfType(AT_S, "Microsoft.Compute/virtualMachines"));
    assertThat(route(VM + "/extensions"))
        .isEqualTo(
            new ArmRoute.ResourcesOfType(VM, "Microsoft.Compute/virtualMachines/extensions"));
    assertThat(route(VM + "/extensions/e"))
        .isEqualTo(new ArmRoute.Resource(path(VM + "/extensions/e")));
    assertThat(route(VM + "/providers/My.Ext/notes"))
        .isEqualTo(new ArmRoute.ResourcesOfType(VM, "My.Ext/notes"));
    assertThat(route(UAI + "/providers/My.Ext/notes/n"))
        .isEqualTo(new ArmRoute.Resource(path(UAI + "/providers/My.Ext/notes/n")));
  }

  @Test
  void managed_identities_have_routes_of_their_own_in_any_case() {
    assertThat(route(RG + "/providers/microsoft.managedidentity/USERASSIGNEDIDENTITIES/u"))
        .isEqualTo(new ArmRoute.UserIdentity(UAI));
    assertThat(route(S + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities"))
        .isEqualTo(new ArmRoute.UserIdentities(AT_S));
    assertThat(route(RG + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities"))
        .isEqualTo(new ArmRoute.UserIdentities(RG));
    assertThat(route(UAI + "/LISTassociatedResources"))
        .isEqualTo(new ArmRoute.AssociatedResources(UAI));
    assertThat(route(VM + "/providers/Microsoft.ManagedIdentity/identities/DEFAULT"))
        .isEqualTo(new ArmRoute.SystemIdentity(VM));
  }

  @Test
  void tokens_are_revoked_where_an_identity_is() {
    assertThat(route(UAI + "/revoketokens")).isEqualTo(new ArmRoute.UserIdentityTokens(UAI));
    assertThat(route(VM + "/providers/Microsoft.ManagedIdentity/identities/default/revokeTokens"))
        .isEqualTo(new ArmRoute.SystemIdentityTokens(VM));
  }

  @Test
  void credentials_of_workloads_hang_on_resources_in_any_case() {
    CredentialId id = CredentialId.parse("id", GUID);
    String all = VM + "/providers/lanyard.WORKLOAD/Credentials";
    assertThat(route(all)).isEqualTo(new ArmRoute.WorkloadCredentials(VM));
    assertThat(route(all + "/" + GUID)).isEqualTo(new ArmRoute.WorkloadCredential(VM, id));
    assertThat(route(all + "/" + GUID + "/ROTATE"))
        .isEqualTo(new ArmRoute.WorkloadCredentialRotation(VM, id));
  }

  @Test
  void tenants_locations_providers_and_the_activity_log_are_no_resources() {
    Optional<SubscriptionId> in = Optional.of(SUBSCRIPTION);
    assertThat(route("/tenants")).isEqualTo(new ArmRoute.Tenants());
    assertThat(route(S + "/LOCATIONS")).isEqualTo(new ArmRoute.Locations(SUBSCRIPTION));
    assertThat(route("/providers")).isEqualTo(new ArmRoute.Providers(Optional.empty()));
    assertThat(route(S + "/Providers")).isEqualTo(new ArmRoute.Providers(in));
    assertThat(route("/providers/Microsoft.Compute"))
        .isEqualTo(new ArmRoute.Provider(Optional.empty(), "Microsoft.Compute"));
    assertThat(route(S + "/providers/microsoft.authorization"))
        .isEqualTo(new ArmRoute.Provider(in, "microsoft.authorization"));
    assertThat(route(S + "/providers/Microsoft.Compute/REGISTER"))
        .isEqualTo(new ArmRoute.ProviderRegistration(SUBSCRIPTION, "Microsoft.Compute"));
    assertThat(route(S + "/providers/microsoft.insights/eventTypes/management/values"))
        .isEqualTo(new ArmRoute.ActivityLog(SUBSCRIPTION));
    assertThat(route(UAI + "/federatedidentitycredentials"))
        .isEqualTo(new ArmRoute.FederatedCredentials(UAI));
    assertThat(route(UAI + "/federatedIdentityCredentials/f"))
        .isEqualTo(new ArmRoute.FederatedCredential(UAI, "f"));
  }

  @Test
  void authorization_stands_at_every_scope() {
    String there = "/providers/microsoft.AUTHORIZATION/";
    RoleId role = RoleId.parse("role", GUID);
    assertThat(route(there + "roleDefinitions"))
        .isEqualTo(new ArmRoute.RoleDefinitions(ResourcePath.ROOT));
    assertThat(route(S + there + "roledefinitions/" + GUID))
        .isEqualTo(new ArmRoute.RoleDefinition(AT_S, role));
    assertThat(route(RG + there + "roleAssignments")).isEqualTo(new ArmRoute.RoleAssignments(RG));
    assertThat(route(VM + there + "ROLEASSIGNMENTS/" + GUID))
        .isEqualTo(new ArmRoute.RoleAssignment(VM, GUID));
    assertThat(route("/" + there + "roleAssignments/" + GUID))
        .isEqualTo(new ArmRoute.RoleAssignment(ResourcePath.ROOT, GUID));
    assertThat(route(UAI + there + "locks")).isEqualTo(new ArmRoute.Locks(UAI));
    assertThat(route(RG + there + "locks/providers"))
        .isEqualTo(new ArmRoute.LockAt(RG, new LockName("providers")));
    assertThat(route(S + there + "denyAssignments")).isEqualTo(new ArmRoute.DenyAssignments(AT_S));
  }

  @ParameterizedTest
  @CsvSource({
    "/tenants/x, 404",
    "/subscriptions/not-a-guid, 400",
    "S/locations/westeurope, 404",
    "S/providers/a%26b, 404",
    "S/providers/Microsoft.KeyVault/unregister, 404",
    "S/resourceGroups/rg/providers, 404",
    "S/resourceGroups/rg/providers/Microsoft.KeyVault, 404",
    "S/resourceGroups/rg/validate, 404",
    "S/resourceGroups/rg/providers/Microsoft.Resources/deployments/d, 404",
    "S/resourceGroups/rg/providers/microsoft.resources/DEPLOYMENTS/d/validate, 404",
    "S/providers/Microsoft.Resources/deployments/d, 404",
    "S/resourceGroups/rg/providers/Microsoft.Resources/tags/default, 404",
    "S/resourceGroups/rg/providers/Lanyard.Workload/credentials, 404",
    "S/resourceGroups/rg/providers/a.b/c/d/providers/Lanyard.Workload/notes/n, 404",
    "S/resourceGroups/rg/providers/a.b/c/d/providers/Lanyard.Workload/credentials/mine, 400",
    "S/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/u/providers/"
        + "Microsoft.ManagedIdentity/identities/default/revokeTokens, 404",
    "S/resourceGroups/rg/moveResources, 404",
    "S/resourceGroups/rg/exportTemplate, 404",
    "S/resourceGroups/rg./providers/A/b/c, 400",
    "S/resourceGroups/rg/providers/A/b/c/providers/D, 404",
    "S/resourceGroups/rg/b/c, 404",
    "S/providers/A/b/c, 400",
    "/providers/A/b/c, 400",
    "S/resourceGroups/rg/providers/Microsoft.ManagedIdentity/other/x, 404",
    "S/resourceGroups/rg/providers/MICROSOFT.managedidentity/identities/default, 404",
    "S/providers/Microsoft.ManagedIdentity/userAssignedIdentities/u, 404",
    "S/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/u/a/b, 404",
    "S/resourceGroups/rg/providers/microsoft.authorization/policies/x, 404",
    "S/resourceGroups/rg/providers/microsoft.authorization/locks/x/y, 404",
    "S/resourceGroups/rg/providers/microsoft.authorization/locks/x%26, 400",
    "S/providers/Microsoft.Authorization/roleDefinitions/Reader, 400"
  })
  void what_is_not_offered_is_refused_and_never_a_generic_resource(String path, int status) {
    assertThatThrownBy(() -> route(path.startsWith("S") ? S + path.substring(1) : path))
        .isInstanceOf(ProblemException.class)
        .extracting(e -> ((ProblemException) e).problem().status())
        .isEqualTo(status);
  }
}
