package dev.lanyard.api.server;

import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.eventstore.jdbc.AccessStore;
import java.util.List;

/** What a server's access log holds. */
final class Attempts {
  private static final int RECORDS_MAX = 100_000;

  private Attempts() {}

  /** All facts of a kind, oldest first. */
  static <E extends AccessEvent> List<E> of(Server server, Class<E> kind) {
    return server.part(AccessStore.class).ledger().read(0, RECORDS_MAX).stream()
        .map(AccessRecord::event)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
