package dev.lanyard.api.wiring;

import dev.lanyard.api.Commands;
import dev.lanyard.api.FreshIds;
import dev.lanyard.api.compliance.ReplayController;
import dev.lanyard.api.compliance.ReplayMaker;
import dev.lanyard.api.compliance.ReplayRecorder;
import dev.lanyard.api.compliance.Replays;
import dev.lanyard.api.evidence.Checkpointing;
import dev.lanyard.api.http.Moments;
import dev.lanyard.api.start.DataFolder;
import dev.lanyard.api.start.Installation;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.eventstore.jdbc.EmbeddedLedger;
import dev.lanyard.projections.Views;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The replay of the ledger for review. */
@Configuration(proxyBeanMethods = false)
public class ComplianceWiring {

  @Bean
  Replays replays(
      DataFolder folder,
      JsonMapper json,
      Commands commands,
      Installation installation,
      EmbeddedLedger<Recorded> store,
      Checkpointing lifecycleCheckpoints,
      Views views,
      FreshIds ids,
      InstantSource clock) {
    return Replays.open(
        folder.replays(),
        json,
        lifecycleCheckpoints.log(),
        commands,
        installation.operator(),
        new ReplayMaker(store, lifecycleCheckpoints.log(), views),
        ids,
        clock);
  }

  @Bean
  ReplayRecorder replayRecorder(Replays replays, MeterRegistry meters) {
    return new ReplayRecorder(replays, meters, Phases.AUTOMATIONS);
  }

  @Bean
  ReplayController replayController(
      Replays replays, Moments moments, Ledger<Recorded> ledger, JsonMapper json) {
    return new ReplayController(replays, moments, ledger, json);
  }
}
