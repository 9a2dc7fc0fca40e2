package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.jdbc.TagIndex.Range;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.messaging.eventstreaming.EventCriterion;

/** Reads the events that criteria select, page by page, each page in a short transaction. */
final class Sourcing {
  private static final int PAGE_EVENTS = 512;

  private final Readers readers;
  private final TagIndex index;
  private final EventCache cache;

  Sourcing(Readers readers, TagIndex index, EventCache cache) {
    this.readers = readers;
    this.index = index;
    this.cache = cache;
  }

  /** The selected events in a range, in order; reads on as it is consumed, and blocks meanwhile. */
  Iterator<StoredEvent> select(Selection selection, Range range) {
    if (range.after() >= range.upTo()) {
      return Collections.emptyIterator();
    }
    return new Paged(selection.needsScan() ? scanned(selection, range) : indexed(selection, range));
  }

  private Supplier<Optional<List<StoredEvent>>> scanned(Selection selection, Range range) {
    return new Supplier<>() {
      private long after = range.after();

      @Override
      public Optional<List<StoredEvent>> get() {
        if (after >= range.upTo()) {
          return Optional.empty();
        }
        var page =
            readers.read(
                session -> EventRows.scan(session, selection, after, range.upTo(), PAGE_EVENTS));
        index.visited(page.lookedUpTo() - after);
        after = page.lookedUpTo();
        return Optional.of(page.events());
      }
    };
  }

  private Supplier<Optional<List<StoredEvent>>> indexed(Selection selection, Range range) {
    return new Supplier<>() {
      private Optional<List<Long>> positions = Optional.empty();
      private int from;

      @Override
      public Optional<List<StoredEvent>> get() {
        if (positions.isPresent() && from >= positions.get().size()) {
          return Optional.empty();
        }
        List<StoredEvent> page =
            readers.read(
                session -> {
                  List<Long> all =
                      positions.isPresent() ? positions.get() : find(session, selection, range);
                  positions = Optional.of(all);
                  int to = Math.min(all.size(), from + PAGE_EVENTS);
                  return at(session, all.subList(from, to));
                });
        index.visited(page.size());
        from += PAGE_EVENTS;
        return Optional.of(page);
      }
    };
  }

  /** The events at these positions, which are sorted; the store is asked for what is not kept. */
  private List<StoredEvent> at(Session session, List<Long> positions) throws SQLException {
    List<Long> missing = new ArrayList<>();
    List<StoredEvent> events = new ArrayList<>(positions.size());
    for (long position : positions) {
      cache.at(position).ifPresentOrElse(events::add, () -> missing.add(position));
    }
    if (!missing.isEmpty()) {
      for (StoredEvent event : EventRows.at(session, missing)) {
        cache.keep(event);
        events.add(event);
      }
      events.sort(Comparator.comparingLong(StoredEvent::position));
    }
    return events;
  }

  private List<Long> find(Session session, Selection selection, Range range) throws SQLException {
    List<Long> positions = new ArrayList<>();
    for (EventCriterion criterion : selection.tagged()) {
      index.find(session, criterion, range, positions);
    }
    return positions.stream().sorted().distinct().toList();
  }

  /** One event after the other, out of pages that are read when they are needed. */
  private static final class Paged implements Iterator<StoredEvent> {
    private final Supplier<Optional<List<StoredEvent>>> pages;
    private Iterator<StoredEvent> page = List.<StoredEvent>of().iterator();

    private Paged(Supplier<Optional<List<StoredEvent>>> pages) {
      this.pages = pages;
    }

    @Override
    public boolean hasNext() {
      while (!page.hasNext()) {
        Optional<List<StoredEvent>> next = pages.get();
        if (next.isEmpty()) {
          return false;
        }
        page = next.get().iterator();
      }
      return true;
    }

    @Override
    public StoredEvent next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return page.next();
    }
  }
}
