package dev.lanyard.api.evidence;

import dev.lanyard.api.evidence.Pieces.Piece;
import dev.lanyard.eventstore.log.OpenedLeaf;
import dev.lanyard.evidence.HashReader;
import dev.lanyard.evidence.SignedNote;
import dev.lanyard.evidence.bundle.BundleSource;
import dev.lanyard.evidence.bundle.Filter;
import dev.lanyard.evidence.bundle.HistoricKey;
import dev.lanyard.evidence.bundle.OpenedEvent;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What one export is made from.
 *
 * @param log the log
 * @param span its positions
 * @param before the signed checkpoint before the span
 * @param after the signed checkpoint at its end
 * @param filter as the bundle tells it
 * @param opens what is opened of an event
 * @param chosen positions to be opened, piece by piece; empty to go through all of the span
 * @param schemas JSON Schemas by stored name and version
 * @param madeAt when
 * @param serverVersion by what
 */
record ExportSource(
    ServedLog log,
    ExportSpan span,
    SignedNote before,
    SignedNote after,
    Filter filter,
    OpenedEvents opens,
    Optional<Function<Optional<String>, Piece<Long>>> chosen,
    BiFunction<String, String, Optional<String>> schemas,
    Instant madeAt,
    String serverVersion)
    implements BundleSource {
  private static final int EVENTS_AT_ONCE = 512;

  @Override
  public HashReader hashes() {
    return log.hashes();
  }

  @Override
  public Iterator<byte[]> leaves() {
    return new Pieces<>(at -> piece(at, (after, most) -> log.log().leaves(after, most)));
  }

  @Override
  public Iterator<OpenedEvent> events() {
    return chosen
        .map(positions -> new Pieces<>(positions.andThen(this::chosen)))
        .orElseGet(
            () ->
                new Pieces<>(
                    at -> opened(piece(at, (after, most) -> log.log().openedAfter(after, most)))));
  }

  /** The next so many of the span, from behind a position. */
  private <T> Piece<T> piece(Optional<String> at, BiFunction<Long, Integer, List<T>> read) {
    long after = at.map(Long::parseLong).orElse(span.first() - 1);
    int most = (int) Math.min(EVENTS_AT_ONCE, span.last() - after);
    List<T> items = read.apply(after, most);
    if (items.isEmpty()) {
      throw new IllegalStateException("the span of an export was dropped meanwhile");
    }
    long end = after + items.size();
    return new Piece<>(
        items, end < span.last() ? Optional.of(Long.toString(end)) : Optional.empty());
  }

  private Piece<OpenedEvent> chosen(Piece<Long> positions) {
    return opened(
        new Piece<>(
            positions.items().stream().flatMap(at -> log.log().opened(at).stream()).toList(),
            positions.next()));
  }

  private Piece<OpenedEvent> opened(Piece<OpenedLeaf> leaves) {
    return new Piece<>(
        leaves.items().stream().flatMap(leaf -> opens.of(leaf).stream()).toList(), leaves.next());
  }

  @Override
  public List<HistoricKey> keys() {
    return log.keys().history().stream()
        .map(key -> new HistoricKey(log.key(key.publicKey()), key.from(), key.until()))
        .toList();
  }

  @Override
  public Optional<String> schema(String name, String version) {
    return schemas.apply(name, version);
  }
}
