package dev.lanyard.evidence.bundle;

import dev.lanyard.evidence.HashReader;
import dev.lanyard.evidence.SignedNote;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What a bundle is made from. The span is what is between the two checkpoints: of trees of B and A
 * leaves, the positions B + 1 to A.
 */
public interface BundleSource {

  /** The signed checkpoint before the span; of an empty tree where the span begins the log. */
  SignedNote before();

  /** The signed checkpoint at the end of the span. */
  SignedNote after();

  /** The tree of the log, as far as the span's end. */
  HashReader hashes();

  /** Every leaf of the span, in order. */
  Iterator<byte[]> leaves();

  /** What is opened, in order; asked for after all leaves have been read. */
  Iterator<OpenedEvent> events();

  /** Which events are opened. */
  Filter filter();

  /** The keys of the log, the first first. */
  List<HistoricKey> keys();

  /**
   * The JSON Schema of a version of an event.
   *
   * @return empty if there is none
   */
  Optional<String> schema(String name, String version);

  /** When the bundle is made. */
  Instant madeAt();

  /** By which version of the server. */
  String serverVersion();
}
