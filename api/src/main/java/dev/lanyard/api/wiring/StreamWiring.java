package dev.lanyard.api.wiring;

import dev.lanyard.api.audit.AuditStreams;
import dev.lanyard.api.audit.CloudEvents;
import dev.lanyard.api.audit.SchemaController;
import dev.lanyard.api.audit.StreamController;
import dev.lanyard.api.http.PublicUrl;
import dev.lanyard.api.metrics.StreamMeters;
import dev.lanyard.api.security.access.TurnedAway;
import dev.lanyard.api.security.authentication.TokenAuthenticator;
import dev.lanyard.api.start.Installation;
import dev.lanyard.api.start.StreamSettings;
import dev.lanyard.eventstore.EventSchemas;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.Views;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** Events for those who follow them, and what they look like. */
@Configuration(proxyBeanMethods = false)
public class StreamWiring {

  @Bean
  EventSchemas eventSchemas() {
    return EventSchemas.published();
  }

  @Bean
  SchemaController schemaController(EventSchemas schemas) {
    return new SchemaController(schemas);
  }

  @Bean
  StreamSettings streamSettings(Environment environment) {
    return StreamSettings.of(environment);
  }

  @Bean
  AuditStreams auditStreams(StreamSettings settings, TurnedAway turnedAway, Views views) {
    return new AuditStreams(settings, turnedAway, views);
  }

  @Bean
  StreamMeters streamMeters(AuditStreams streams) {
    return new StreamMeters(streams);
  }

  @Bean
  StreamController streamController(
      AuditStreams streams,
      Views views,
      Ledger<Recorded> ledger,
      PublicUrl server,
      JsonMapper mapper,
      TokenAuthenticator tokens,
      InstantSource clock,
      Installation installation) {
    return new StreamController(
        streams,
        views.audit(),
        new CloudEvents(ledger, server, mapper),
        tokens,
        clock,
        installation.subscription());
  }
}
