package dev.lanyard.api.wiring;

import dev.lanyard.api.metrics.LedgerMeters;
import dev.lanyard.api.metrics.Meters;
import dev.lanyard.api.start.DataFolder;
import dev.lanyard.api.start.Installation;
import dev.lanyard.api.start.StartRefused;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.rules.AllRules;
import dev.lanyard.eventstore.Deciders;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.eventstore.Vocabulary;
import dev.lanyard.eventstore.jdbc.EmbeddedLedger;
import dev.lanyard.eventstore.jdbc.LedgerKind;
import dev.lanyard.eventstore.jdbc.LedgerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ledger, and the rules that decide on it. */
@Configuration(proxyBeanMethods = false)
public class LedgerWiring {
  @Bean
  Vocabulary<LifecycleEvent> vocabulary() {
    return Vocabulary.lifecycle();
  }

  /**
   * Opens the ledger.
   *
   * @param installation durable before the ledger has its first fact
   */
  @Bean
  EmbeddedLedger<Recorded> store(
      DataFolder folder,
      Installation installation,
      Vocabulary<LifecycleEvent> vocabulary,
      InstantSource clock,
      MeterRegistry meters) {
    try {
      return EmbeddedLedger.open(
          folder.path(),
          LedgerKind.lifecycle(vocabulary),
          clock,
          LedgerSettings.defaults(),
          new LedgerMeters(meters));
    } catch (IllegalStateException failure) {
      throw StartRefused.because(failure);
    }
  }

  @Bean
  Ledger<Recorded> ledger(EmbeddedLedger<Recorded> store) {
    return store.ledger();
  }

  @Bean
  Deciders deciders(
      EmbeddedLedger<Recorded> store,
      Vocabulary<LifecycleEvent> vocabulary,
      InstantSource clock,
      MeterRegistry meters) {
    return new Deciders(
        Deciders.commandBus(),
        Deciders.eventStore(store.engine()),
        vocabulary,
        AllRules.all(),
        store.tickets(),
        clock,
        (operation, _) ->
            meters.counter(Meters.DECISION_RETRIES, Meters.NAME, operation).increment());
  }
}
