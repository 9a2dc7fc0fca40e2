package dev.lanyard.api.wiring;

import dev.lanyard.api.evidence.Checkpointing;
import dev.lanyard.api.evidence.EventSight;
import dev.lanyard.api.evidence.ExportController;
import dev.lanyard.api.evidence.Exports;
import dev.lanyard.api.evidence.LogController;
import dev.lanyard.api.evidence.Logs;
import dev.lanyard.api.evidence.Outside;
import dev.lanyard.api.evidence.OutsidePushing;
import dev.lanyard.api.evidence.ProofController;
import dev.lanyard.api.evidence.ServedLog;
import dev.lanyard.api.evidence.Witnessing;
import dev.lanyard.api.health.CheckpointHealth;
import dev.lanyard.api.http.Moments;
import dev.lanyard.api.start.DataFolder;
import dev.lanyard.api.start.Installation;
import dev.lanyard.api.start.LogSettings;
import dev.lanyard.api.start.StartRefused;
import dev.lanyard.domain.TenantId;
import dev.lanyard.eventstore.EventSchemas;
import dev.lanyard.eventstore.EventSchemas.EventSchema;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.eventstore.jdbc.AccessStore;
import dev.lanyard.eventstore.jdbc.CheckpointFile;
import dev.lanyard.eventstore.jdbc.EmbeddedLedger;
import dev.lanyard.eventstore.log.Checkpoints;
import dev.lanyard.eventstore.log.LogTiles;
import dev.lanyard.eventstore.log.ProvableLog;
import dev.lanyard.projections.Views;
import dev.lanyard.tokens.KeyStore;
import dev.lanyard.tokens.LogKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The logs' trees, their signed heads, and proofs (ADR 0011). */
@Configuration(proxyBeanMethods = false)
public class EvidenceWiring {

  @Bean
  LogSettings logSettings(Environment environment) {
    return LogSettings.of(environment);
  }

  @Bean
  CheckpointFile checkpoints(DataFolder folder) {
    try {
      return CheckpointFile.open(folder.log().resolve("checkpoints.db"));
    } catch (IllegalStateException failure) {
      throw StartRefused.because(failure);
    }
  }

  /** What all logs are made of. */
  record Parts(
      DataFolder folder,
      LogSettings settings,
      TenantId tenant,
      KeyStore keys,
      Checkpoints checkpoints,
      InstantSource clock) {

    Checkpointing checkpointing(
        String name, ProvableLog log, Ledger<?> ledger, MeterRegistry meters) {
      ServedLog served = log(name, log);
      return new Checkpointing(
          served, ledger, Outside.of(served, settings), clock, meters, Phases.CHECKPOINTS);
    }

    private ServedLog log(String name, ProvableLog log) {
      return new ServedLog(
          name,
          settings.originOf(name, tenant),
          settings.epoch(),
          log,
          new LogTiles(folder.log().resolve(name), log),
          new LogKeys(keys, name, clock),
          checkpoints);
    }
  }

  @Bean
  Parts evidenceParts(
      DataFolder folder,
      LogSettings settings,
      TenantId tenant,
      KeyStore keys,
      CheckpointFile checkpoints,
      InstantSource clock) {
    return new Parts(folder, settings, tenant, keys, checkpoints, clock);
  }

  @Bean
  Checkpointing lifecycleCheckpoints(
      Parts parts, EmbeddedLedger<Recorded> store, MeterRegistry meters) {
    return parts.checkpointing(ServedLog.LIFECYCLE, store.log(), store.ledger(), meters);
  }

  @Bean
  Checkpointing accessCheckpoints(Parts parts, AccessStore store, MeterRegistry meters) {
    return parts.checkpointing(ServedLog.ACCESS, store.log(), store.ledger(), meters);
  }

  @Bean
  OutsidePushing lifecycleOutside(Checkpointing lifecycleCheckpoints, MeterRegistry meters) {
    return new OutsidePushing(lifecycleCheckpoints, meters, Phases.CHECKPOINTS);
  }

  @Bean
  OutsidePushing accessOutside(Checkpointing accessCheckpoints, MeterRegistry meters) {
    return new OutsidePushing(accessCheckpoints, meters, Phases.CHECKPOINTS);
  }

  @Bean
  Witnessing lifecycleWitnesses(
      Checkpointing lifecycleCheckpoints, LogSettings settings, MeterRegistry meters) {
    return Witnessing.of(lifecycleCheckpoints, settings.witnesses(), meters, Phases.AUTOMATIONS);
  }

  @Bean
  Witnessing accessWitnesses(
      Checkpointing accessCheckpoints, LogSettings settings, MeterRegistry meters) {
    return Witnessing.of(accessCheckpoints, settings.witnesses(), meters, Phases.AUTOMATIONS);
  }

  @Bean
  Logs logs(Checkpointing lifecycleCheckpoints, Checkpointing accessCheckpoints) {
    return new Logs(List.of(lifecycleCheckpoints, accessCheckpoints));
  }

  @Bean
  LogController logController(Logs logs) {
    return new LogController(logs);
  }

  @Bean
  EventSight eventSight(Views views, Moments moments, AccessStore access) {
    return new EventSight(views.audit(), moments, access.ledger());
  }

  @Bean
  ProofController proofController(Logs logs, EventSight sight) {
    return new ProofController(logs, sight);
  }

  @Bean
  ExportController exportController(
      Logs logs,
      Views views,
      Moments moments,
      Ledger<Recorded> ledger,
      AccessStore access,
      Installation installation,
      EventSchemas schemas,
      InstantSource clock) {
    return new ExportController(
        new Exports(
            logs,
            views.audit(),
            moments,
            ledger,
            access.ledger(),
            installation.subscription(),
            (name, version) -> schemas.of(name, version).map(EventSchema::json),
            clock));
  }

  @Bean("checkpointsHealthContributor")
  HealthContributor checkpointsHealth(
      Checkpointing lifecycleCheckpoints,
      OutsidePushing lifecycleOutside,
      Checkpointing accessCheckpoints,
      OutsidePushing accessOutside) {
    return CompositeHealthContributor.fromMap(
        Map.of(
            ServedLog.LIFECYCLE,
            new CheckpointHealth(lifecycleCheckpoints, lifecycleOutside),
            ServedLog.ACCESS,
            new CheckpointHealth(accessCheckpoints, accessOutside)));
  }
}
