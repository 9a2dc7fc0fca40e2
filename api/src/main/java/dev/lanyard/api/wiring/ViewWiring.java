package dev.lanyard.api.wiring;

import dev.lanyard.api.Commands;
import dev.lanyard.api.FreshIds;
import dev.lanyard.api.automation.KeySweep;
import dev.lanyard.api.automation.RoleAssignmentExpiry;
import dev.lanyard.api.health.LastFailure;
import dev.lanyard.api.start.Bootstrap;
import dev.lanyard.api.start.DataFolder;
import dev.lanyard.api.start.Installation;
import dev.lanyard.eventstore.Deciders;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.eventstore.jdbc.AccessStore;
import dev.lanyard.projections.Views;
import dev.lanyard.tokens.ClientCertificates;
import dev.lanyard.tokens.ClientSecrets;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The read models, the door that waits for them, and what is sent through it at the start. */
@Configuration(proxyBeanMethods = false)
public class ViewWiring {

  @Bean
  Views views(DataFolder folder, Ledger<Recorded> ledger, AccessStore access, InstantSource clock) {
    return Views.open(ledger, access.ledger(), folder.views(), clock);
  }

  @Bean
  Commands commands(
      Deciders deciders,
      Views views,
      FreshIds ids,
      InstantSource clock,
      MeterRegistry meters,
      LastFailure lastFailure) {
    return new Commands(deciders, views, ids, clock, meters, lastFailure);
  }

  @Bean
  Defaults defaults(
      Commands commands, Ledger<Recorded> ledger, Installation installation, Bootstrap bootstrap) {
    return new Defaults(commands, ledger, installation, bootstrap);
  }

  @Bean
  KeySweep keySweep(
      Ledger<Recorded> ledger,
      Views views,
      ClientSecrets secrets,
      ClientCertificates certificates) {
    return new KeySweep(ledger, views, secrets, certificates, Phases.SWEEP);
  }

  @Bean
  RoleAssignmentExpiry roleAssignmentExpiry(
      Views views,
      Commands commands,
      Installation installation,
      InstantSource clock,
      MeterRegistry meters) {
    return new RoleAssignmentExpiry(
        views.state(), commands, installation.operator(), clock, meters, Phases.AUTOMATIONS);
  }

  @Bean
  ServingLine servingLine(DataFolder folder, Installation installation) {
    return new ServingLine(folder, installation);
  }
}
