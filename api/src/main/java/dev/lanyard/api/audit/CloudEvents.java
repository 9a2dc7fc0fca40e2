package dev.lanyard.api.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.api.http.PublicUrl;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.eventstore.EventCodec.Encoded;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.eventstore.Vocabulary;
import dev.lanyard.projections.audit.AuditRow;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Makes of rows of the audit trail what streams send. Used by many threads. */
public final class CloudEvents {
  private final Ledger<Recorded> ledger;
  private final PublicUrl server;
  private final ObjectWriter writer;
  private final Vocabulary<LifecycleEvent> vocabulary = Vocabulary.lifecycle();

  /**
   * Makes events of a ledger.
   *
   * @param server where readers find it
   * @param mapper writes the records of our own surfaces
   */
  public CloudEvents(Ledger<Recorded> ledger, PublicUrl server, JsonMapper mapper) {
    this.ledger = ledger;
    this.server = server;
    this.writer = mapper.writerFor(CloudEvent.class);
  }

  /** The last position of the ledger. */
  long head() {
    return ledger.head();
  }

  /**
   * An event as one line of JSON, in UTF-8.
   *
   * @throws IllegalStateException if the ledger does not have it: the trail is not its own
   */
  byte[] json(AuditRow row) {
    return writer.writeValueAsBytes(event(row));
  }

  private CloudEvent event(AuditRow row) {
    Recorded recorded =
        ledger
            .at(row.position())
            .orElseThrow(() -> new IllegalStateException("no event at " + row.position()));
    Encoded stored = vocabulary.write(recorded.event());
    return new CloudEvent(
        "1.0",
        Long.toString(row.position()),
        server.base() + "/audit/events",
        "dev.lanyard.%s.v%s".formatted(stored.name(), stored.version()),
        row.path().orElse(row.subject()),
        row.committedAt(),
        "application/json",
        Long.toString(row.commit()),
        row.cascade().from().map(position -> Long.toString(position)),
        SchemaController.pathOf(stored.name(), stored.version()),
        new CloudEvent.Data(AuditEvent.of(row), new String(stored.payload(), UTF_8)));
  }
}
