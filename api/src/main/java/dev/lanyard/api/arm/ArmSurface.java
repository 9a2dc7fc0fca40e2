package dev.lanyard.api.arm;

import dev.lanyard.api.FreshIds;
import dev.lanyard.api.arm.activity.ActivityLogEndpoint;
import dev.lanyard.api.arm.activity.RecordedActivity;
import dev.lanyard.api.arm.activity.RefusedActivity;
import dev.lanyard.api.arm.group.GroupEndpoint;
import dev.lanyard.api.arm.group.SubscriptionEndpoint;
import dev.lanyard.api.arm.group.TenantEndpoint;
import dev.lanyard.api.arm.identity.FederatedCredentialEndpoint;
import dev.lanyard.api.arm.identity.IdentityTokensEndpoint;
import dev.lanyard.api.arm.identity.SystemIdentityEndpoint;
import dev.lanyard.api.arm.identity.UserIdentityEndpoint;
import dev.lanyard.api.arm.lock.LockEndpoint;
import dev.lanyard.api.arm.provider.LocationEndpoint;
import dev.lanyard.api.arm.provider.ProviderEndpoint;
import dev.lanyard.api.arm.resource.Expansions;
import dev.lanyard.api.arm.resource.ResourceEndpoint;
import dev.lanyard.api.arm.resource.ResourceListEndpoint;
import dev.lanyard.api.arm.role.AssignmentEndpoint;
import dev.lanyard.api.arm.role.PermissionsEndpoint;
import dev.lanyard.api.arm.role.RoleDefinitionEndpoint;
import dev.lanyard.api.arm.workload.OnceTold;
import dev.lanyard.api.arm.workload.WorkloadCredentialEndpoint;
import dev.lanyard.api.audit.Refusals;
import dev.lanyard.api.start.FederationSettings;
import dev.lanyard.api.start.WorkloadSettings;
import dev.lanyard.domain.TenantId;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.Views;
import dev.lanyard.tokens.ClientCertificates;
import dev.lanyard.tokens.ClientSecrets;
import java.time.InstantSource;
import java.util.List;
import org.apache.catalina.connector.Connector;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wires the ARM surface. */
@Configuration(proxyBeanMethods = false)
public class ArmSurface {

  @Bean
  ArmController.Endpoints armEndpoints(
      Views views,
      Refusals refusals,
      Ledger<Recorded> ledger,
      TenantId tenant,
      FederationSettings federation,
      WorkloadCredentialEndpoint workloadCredentials,
      FreshIds ids,
      InstantSource clock) {
    var state = views.state();
    return new ArmController.Endpoints(
        new TenantEndpoint(tenant),
        new LocationEndpoint(state),
        new ProviderEndpoint(state, views.inventory()),
        new ActivityLogEndpoint(
            state,
            List.of(new RecordedActivity(views.audit()), new RefusedActivity(refusals)),
            tenant),
        new SubscriptionEndpoint(state),
        new GroupEndpoint(state, ledger, ids),
        new ResourceEndpoint(state, tenant, ids),
        new ResourceListEndpoint(state, new Expansions(views.inventory(), ledger), tenant),
        new UserIdentityEndpoint(state, tenant, ids),
        new FederatedCredentialEndpoint(state, views.workloads(), federation.credentialsMax()),
        new SystemIdentityEndpoint(state, tenant),
        new IdentityTokensEndpoint(),
        workloadCredentials,
        new RoleDefinitionEndpoint(state, clock),
        new AssignmentEndpoint(state, clock),
        new PermissionsEndpoint(views.decisions(), clock),
        new LockEndpoint(state));
  }

  @Bean
  FederationSettings federationSettings(Environment environment) {
    return FederationSettings.of(environment);
  }

  @Bean
  WorkloadCredentialEndpoint workloadCredentialEndpoint(
      Views views,
      ClientSecrets secrets,
      ClientCertificates certificates,
      WorkloadSettings settings,
      Connector workloadConnector,
      FreshIds ids,
      InstantSource clock) {
    return new WorkloadCredentialEndpoint(
        views,
        new WorkloadCredentialEndpoint.Keys(secrets, certificates),
        settings.paths(),
        new OnceTold(workloadConnector::getLocalPort),
        ids,
        clock);
  }
}
