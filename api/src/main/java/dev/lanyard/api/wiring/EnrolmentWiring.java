package dev.lanyard.api.wiring;

import dev.lanyard.api.Commands;
import dev.lanyard.api.FreshIds;
import dev.lanyard.api.enrolment.AgentCertificates;
import dev.lanyard.api.enrolment.AgentProofs;
import dev.lanyard.api.enrolment.EnrolmentController;
import dev.lanyard.api.enrolment.EnrolmentRefusals;
import dev.lanyard.api.enrolment.EnrolmentReplies;
import dev.lanyard.api.http.PublicUrl;
import dev.lanyard.api.security.Allowance;
import dev.lanyard.api.security.Freshness;
import dev.lanyard.api.security.Limit;
import dev.lanyard.api.security.access.TurnedAway;
import dev.lanyard.api.start.Installation;
import dev.lanyard.domain.ThingId;
import dev.lanyard.eventstore.AccessLog;
import dev.lanyard.projections.Views;
import dev.lanyard.tokens.ClientAssertions;
import dev.lanyard.tokens.ClientCertificates;
import dev.lanyard.tokens.ClientSecrets;
import dev.lanyard.tokens.KeyStore;
import dev.lanyard.tokens.WorkloadAuthority;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Certificates for agents, by an authority of their own. */
@Configuration(proxyBeanMethods = false)
public class EnrolmentWiring {
  /** An agent asks twice a quarter; each request that is granted costs a signature and a commit. */
  private static final int RATE_PER_SECOND = 5;

  @Bean
  WorkloadAuthority workloadAuthority(KeyStore store, InstantSource clock) {
    return new WorkloadAuthority(store, clock);
  }

  @Bean
  AgentProofs agentProofs(
      Views views,
      ClientSecrets secrets,
      ClientAssertions assertions,
      FreshIds ids,
      InstantSource clock) {
    return new AgentProofs(views.workloads(), secrets, assertions, ids, clock);
  }

  @Bean
  AgentCertificates agentCertificates(
      Views views,
      ClientSecrets secrets,
      ClientCertificates certificates,
      WorkloadAuthority authority,
      Commands commands,
      FreshIds ids,
      InstantSource clock) {
    return new AgentCertificates(
        views.workloads(), secrets, certificates, authority, commands, ids, clock);
  }

  @Bean
  EnrolmentController enrolmentController(
      AgentProofs proofs,
      AgentCertificates certificates,
      WorkloadAuthority authority,
      TurnedAway turnedAway,
      Limit<ThingId> resourceRefusals,
      AccessLog log,
      Freshness freshness,
      PublicUrl url,
      Installation installation) {
    var requests =
        new Limit<ThingId>(
            Allowance.perSecond(RATE_PER_SECOND), turnedAway, EnrolmentRefusals.TOO_MANY);
    return new EnrolmentController(
        proofs,
        certificates,
        new EnrolmentRefusals(requests, resourceRefusals, turnedAway, log),
        freshness,
        new EnrolmentReplies(url, installation.tenant(), authority),
        installation.operator());
  }
}
