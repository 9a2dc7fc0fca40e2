package dev.lanyard.api.wiring;

import dev.lanyard.api.health.ClockHealth;
import dev.lanyard.api.health.LastFailure;
import dev.lanyard.api.health.LedgerInspection;
import dev.lanyard.api.health.StoreHealth;
import dev.lanyard.api.health.ViewHealth;
import dev.lanyard.api.metrics.Orphans;
import dev.lanyard.api.metrics.StoreMeters;
import dev.lanyard.api.metrics.ViewMeters;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.eventstore.jdbc.EmbeddedLedger;
import dev.lanyard.projections.ViewStatus;
import dev.lanyard.projections.Views;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the server tells of itself: health and meters. */
@Configuration(proxyBeanMethods = false)
public class WatchWiring {

  /** One component a view, by its name. */
  @Bean("viewsHealthContributor")
  HealthContributor viewsHealth(Views views) {
    return CompositeHealthContributor.fromMap(
        views.status().stream()
            .map(ViewStatus::name)
            .collect(Collectors.toMap(Function.identity(), name -> new ViewHealth(views, name))));
  }

  @Bean
  LastFailure lastFailure() {
    return new LastFailure();
  }

  @Bean("storeHealthIndicator")
  HealthIndicator storeHealth(
      EmbeddedLedger<Recorded> store, LastFailure lastFailure, LedgerInspection inspection) {
    return new StoreHealth(store, lastFailure, inspection);
  }

  @Bean
  LedgerInspection ledgerInspection(EmbeddedLedger<Recorded> store) {
    return new LedgerInspection(store, Phases.AUTOMATIONS);
  }

  @Bean
  StoreMeters storeMeters(EmbeddedLedger<Recorded> store) {
    return new StoreMeters(store);
  }

  @Bean("clockHealthIndicator")
  HealthIndicator clockHealth(Ledger<Recorded> ledger, InstantSource clock) {
    return new ClockHealth(ledger, clock);
  }

  @Bean
  ViewMeters viewMeters(Views views) {
    return new ViewMeters(views);
  }

  @Bean
  Orphans orphans(Views views, InstantSource clock) {
    return new Orphans(views.state(), clock);
  }
}
