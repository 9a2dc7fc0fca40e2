package dev.lanyard.eventstore.jdbc;

import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.eventstore.EventCodec;
import dev.lanyard.eventstore.LedgerRecord;
import dev.lanyard.eventstore.RecordShape;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.eventstore.Vocabulary;

/**
 * What tells one ledger of a folder from another (DESIGN, "Two logs").
 *
 * @param name of its files, without their endings; lower-case letters
 * @param codec the stored form of its messages
 * @param shape what its readers get of a message
 */
public record LedgerKind<R extends LedgerRecord>(
    String name, EventCodec codec, RecordShape<R> shape) {

  /** The lifecycle: the facts that state derives from. */
  public static LedgerKind<Recorded> lifecycle(Vocabulary<LifecycleEvent> vocabulary) {
    return new LedgerKind<>("ledger", vocabulary, Recorded::of);
  }

  /** The access log: what was attempted. */
  public static LedgerKind<AccessRecord> access(Vocabulary<AccessEvent> vocabulary) {
    return new LedgerKind<>("access", vocabulary, AccessRecord::of);
  }
}
