package dev.lanyard.api.wiring;

import dev.lanyard.api.Commands;
import dev.lanyard.api.FreshIds;
import dev.lanyard.api.automation.AccessRetention;
import dev.lanyard.api.automation.UsageSummaries;
import dev.lanyard.api.health.AccessHealth;
import dev.lanyard.api.health.WatchedAccessLog;
import dev.lanyard.api.metrics.AccessMeters;
import dev.lanyard.api.security.access.TurnedAway;
import dev.lanyard.api.start.AccessSettings;
import dev.lanyard.api.start.DataFolder;
import dev.lanyard.api.start.Installation;
import dev.lanyard.api.start.StartRefused;
import dev.lanyard.eventstore.AccessLog;
import dev.lanyard.eventstore.jdbc.AccessStore;
import dev.lanyard.eventstore.jdbc.LedgerMetrics;
import dev.lanyard.eventstore.jdbc.LedgerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/** The access log: what was attempted (ADR 0008). */
@Configuration(proxyBeanMethods = false)
public class AccessWiring {

  @Bean
  AccessSettings accessSettings(Environment environment) {
    return AccessSettings.of(environment);
  }

  /** Opens the log, beside the ledger. */
  @Bean
  AccessStore accessStore(
      DataFolder folder, AccessSettings settings, InstantSource clock, FreshIds ids) {
    try {
      return AccessStore.open(
          folder.path(),
          clock,
          ids::command,
          LedgerSettings.access(settings.bytesMax()),
          LedgerMetrics.NONE);
    } catch (IllegalStateException failure) {
      throw StartRefused.because(failure);
    }
  }

  /** What everyone records through. */
  @Bean
  @Primary
  WatchedAccessLog accessLog(AccessStore store, InstantSource clock, MeterRegistry meters) {
    return new WatchedAccessLog(store, clock, meters);
  }

  @Bean(initMethod = "start")
  TurnedAway turnedAway(AccessLog log, InstantSource clock) {
    return new TurnedAway(log, clock);
  }

  @Bean
  UsageSummaries usageSummaries(AccessStore store, Commands commands, Installation installation) {
    return new UsageSummaries(store.ledger(), commands, installation.operator());
  }

  @Bean
  AccessRetention accessRetention(
      AccessStore store,
      UsageSummaries summaries,
      AccessSettings settings,
      InstantSource clock,
      MeterRegistry meters) {
    return new AccessRetention(
        store, summaries, settings.retention(), clock, meters, Phases.AUTOMATIONS);
  }

  @Bean
  AccessMeters accessMeters(AccessStore store) {
    return new AccessMeters(store);
  }

  @Bean("accessHealthIndicator")
  HealthIndicator accessHealth(AccessStore store, WatchedAccessLog log) {
    return new AccessHealth(store, log);
  }
}
