package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.rest.PagedIterable;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.Context;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.resourcemanager.authorization.AuthorizationManager;
import com.azure.resourcemanager.authorization.fluent.RoleAssignmentsClient;
import com.azure.resourcemanager.authorization.fluent.models.PermissionInner;
import com.azure.resourcemanager.authorization.fluent.models.RoleAssignmentInner;
import com.azure.resourcemanager.authorization.fluent.models.RoleDefinitionInner;
import com.azure.resourcemanager.authorization.models.BuiltInRole;
import com.azure.resourcemanager.authorization.models.PrincipalType;
import com.azure.resourcemanager.authorization.models.RoleAssignmentCreateParameters;
import com.azure.resourcemanager.msi.MsiManager;
import com.azure.resourcemanager.msi.fluent.models.FederatedIdentityCredentialInner;
import com.azure.resourcemanager.msi.models.Identity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Azure's own Java clients, as they come from their registry, drive a server over HTTPS. */
class JavaClientsIT {
  private static final String GROUP = "java-clients";
  private static final String LOCATION = "westeurope";
  private static final String READER = Rights.READER;

  @TempDir private static Path data;
  private static Server server;
  private static Operator operator;
  private static HttpClient http;
  private static MsiManager identities;
  private static AuthorizationManager roles;

  @BeforeAll
  static void start() {
    server = Server.start(data);
    operator = Operator.of(data);
    http =
        new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder().sslContext(Trust.of(data)))
            .build();
    var credential = secret(operator.clientSecret());
    identities = MsiManager.configure().withHttpClient(http).authenticate(credential, profile());
    roles =
        AuthorizationManager.configure().withHttpClient(http).authenticate(credential, profile());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static AzureProfile profile() {
    var base = server.http().base();
    return new AzureProfile(
        operator.tenantId(),
        operator.subscriptionId(),
        new AzureEnvironment(
            Map.of(
                "resourceManagerEndpointUrl",
                base,
                "activeDirectoryEndpointUrl",
                base,
                "microsoftGraphResourceId",
                base + "/",
                "managementEndpointUrl",
                "https://management.core.windows.net/",
                "activeDirectoryResourceId",
                "https://management.core.windows.net/")));
  }

  private static TokenCredential secret(String secret) {
    return new ClientSecretCredentialBuilder()
        .httpClient(http)
        .authorityHost(server.http().base())
        .disableInstanceDiscovery()
        .tenantId(operator.tenantId())
        .clientId(operator.clientId())
        .clientSecret(secret)
        .build();
  }

  @Test
  void a_certificate_gets_a_token_as_a_secret_does() {
    var credential =
        new ClientCertificateCredentialBuilder()
            .httpClient(http)
            .authorityHost(server.http().base())
            .disableInstanceDiscovery()
            .tenantId(operator.tenantId())
            .clientId(operator.clientId())
            .pemCertificate(operator.certificateFile())
            .build();
    var token = credential.getTokenSync(managementScope());
    assertThat(token.getToken().split("\\.")).hasSize(3);
    assertThat(token.isExpired()).isFalse();
  }

  @Test
  void a_wrong_secret_is_told_by_its_number() {
    assertThatThrownBy(() -> secret("not-the-secret").getTokenSync(managementScope()))
        .hasMessageContaining("AADSTS7000215");
  }

  private static TokenRequestContext managementScope() {
    return new TokenRequestContext().addScopes("https://management.azure.com/.default");
  }

  @Test
  void an_identity_is_created_read_updated_and_deleted() {
    Identity made = identity("java-one");
    Identity read = identities.identities().getById(made.id());
    assertThat(read.principalId()).isEqualTo(made.principalId());
    assertThat(read.clientId()).isEqualTo(made.clientId());
    Identity updated = made.update().withTag("b", "2").apply();
    assertThat(updated.tags()).containsEntry("b", "2");
    assertThat(updated.principalId()).isEqualTo(made.principalId());
    assertThat(names(identities.identities().listByResourceGroup(GROUP))).contains("java-one");
    assertThat(names(identities.identities().list())).contains("java-one");
    identities.identities().deleteById(made.id());
    assertThat(code(() -> identities.identities().getById(made.id())))
        .isEqualTo("404 ResourceNotFound");
  }

  @Test
  void a_federated_credential_is_added_read_listed_changed_and_removed() {
    identity("java-federated");
    var client = identities.serviceClient().getFederatedIdentityCredentials();
    var made = client.createOrUpdate(GROUP, "java-federated", "ci-main", federated("main"));
    assertThat(made.type())
        .isEqualTo("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials");
    var changed = client.createOrUpdate(GROUP, "java-federated", "ci-main", federated("next"));
    assertThat(changed.id()).isEqualTo(made.id());
    assertThat(client.get(GROUP, "java-federated", "ci-main").subject()).isEqualTo("next");
    assertThat(client.list(GROUP, "java-federated"))
        .extracting(FederatedIdentityCredentialInner::name)
        .containsExactly("ci-main");
    assertThat(
            code(() -> client.createOrUpdate(GROUP, "java-federated", "other", federated("next"))))
        .isEqualTo("400 BadRequest");
    client.delete(GROUP, "java-federated", "ci-main");
    assertThat(code(() -> client.get(GROUP, "java-federated", "ci-main")))
        .isEqualTo("404 ResourceNotFound");
  }

  private static FederatedIdentityCredentialInner federated(String subject) {
    return new FederatedIdentityCredentialInner()
        .withIssuer("https://ci.example.org")
        .withSubject(subject)
        .withAudiences(List.of("api://AzureADTokenExchange"));
  }

  @Test
  void what_cannot_be_is_told_by_status_and_code() {
    assertThat(
            code(
                () ->
                    identities
                        .identities()
                        .define("java-two")
                        .withRegion(LOCATION)
                        .withExistingResourceGroup("nowhere")
                        .create()))
        .isEqualTo("404 ResourceGroupNotFound");
  }

  @Test
  void an_assignment_by_a_roles_name_is_created_conflicts_and_is_found_by_every_filter() {
    Identity grantee = identity("java-grantee");
    String scope = scope();
    String name = UUID.randomUUID().toString();
    var made =
        roles
            .roleAssignments()
            .define(name)
            .forObjectId(grantee.principalId())
            .withBuiltInRole(BuiltInRole.READER)
            .withScope(scope)
            .create();
    assertThat(made.scope()).isEqualTo(scope);
    assertThat(made.roleDefinitionId()).endsWith(READER);

    RoleAssignmentsClient client = roles.roleServiceClient().getRoleAssignments();
    assertThat(code(() -> client.create(scope, UUID.randomUUID().toString(), reader(grantee))))
        .isEqualTo("409 RoleAssignmentExists");
    String principal = grantee.principalId();
    for (String filter :
        List.of(
            "atScope()",
            "principalId eq '" + principal + "'",
            "assignedTo('" + principal + "')",
            "atScope() and assignedTo('" + principal + "')")) {
      assertThat(client.listForScope(scope, encoded(filter), null, null, Context.NONE))
          .as(filter)
          .extracting(RoleAssignmentInner::name)
          .contains(name);
    }
    assertThat(client.listForScope(scope)).extracting(RoleAssignmentInner::name).contains(name);
    assertThat(client.list()).extracting(RoleAssignmentInner::name).contains(name);
    assertThat(client.delete(scope, name).id()).isEqualTo(made.id());
    assertThat(code(() -> client.get(scope, name))).isEqualTo("404 RoleAssignmentNotFound");
  }

  @Test
  void an_assignment_to_a_service_principal_by_its_client_id_asks_the_directory() {
    Identity grantee = identity("java-directory");
    var made =
        roles
            .roleAssignments()
            .define(UUID.randomUUID().toString())
            .forServicePrincipal(grantee.clientId())
            .withBuiltInRole(BuiltInRole.CONTRIBUTOR)
            .withScope(scope())
            .create();
    assertThat(made.principalId()).isEqualTo(grantee.principalId());
  }

  /** The listing of assignments sends a filter as it is given, unlike that of definitions. */
  private static String encoded(String filter) {
    return filter.replace(" ", "%20").replace("'", "%27");
  }

  private static RoleAssignmentCreateParameters reader(Identity grantee) {
    return new RoleAssignmentCreateParameters()
        .withRoleDefinitionId(
            "/subscriptions/%s/providers/Microsoft.Authorization/roleDefinitions/%s"
                .formatted(operator.subscriptionId(), READER))
        .withPrincipalId(grantee.principalId())
        .withPrincipalType(PrincipalType.SERVICE_PRINCIPAL);
  }

  @Test
  void a_custom_role_is_created_found_updated_and_deleted() {
    identity("java-role-holder");
    var client = roles.roleServiceClient().getRoleDefinitions();
    String name = UUID.randomUUID().toString();
    RoleDefinitionInner made = client.createOrUpdate(scope(), name, role(name, "*/read"));
    assertThat(made.roleType()).hasToString("CustomRole");
    RoleDefinitionInner updated =
        client.createOrUpdate(scope(), name, role(name, "Microsoft.Compute/*"));
    assertThat(updated.permissions().getFirst().actions()).containsExactly("Microsoft.Compute/*");
    assertThat(client.list(scope(), "roleName eq '" + made.roleName() + "'", Context.NONE))
        .extracting(RoleDefinitionInner::name)
        .containsExactly(name);
    client.delete(scope(), name);
    assertThat(code(() -> client.get(scope(), name))).isEqualTo("404 RoleDefinitionDoesNotExist");
  }

  private static RoleDefinitionInner role(String name, String action) {
    return new RoleDefinitionInner()
        .withRoleName("Java role " + name)
        .withDescription("For a test")
        .withAssignableScopes(List.of(scope()))
        .withPermissions(List.of(new PermissionInner().withActions(List.of(action))));
  }

  private static Identity identity(String name) {
    return identities
        .identities()
        .define(name)
        .withRegion(LOCATION)
        .withNewResourceGroup(GROUP)
        .withTag("made-by", "java")
        .create();
  }

  private static String scope() {
    return "/subscriptions/%s/resourceGroups/%s".formatted(operator.subscriptionId(), GROUP);
  }

  private static List<String> names(PagedIterable<Identity> listed) {
    return listed.stream().map(Identity::name).toList();
  }

  /** Status and code of the error that a call ends with. */
  private static String code(Supplier<?> call) {
    var refused = catchThrowableOfType(ManagementException.class, call::get);
    assertThat(refused).isNotNull();
    return refused.getResponse().getStatusCode() + " " + refused.getValue().getCode();
  }
}
