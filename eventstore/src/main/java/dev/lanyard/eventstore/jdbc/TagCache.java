package dev.lanyard.eventstore.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lanyard.eventstore.jdbc.Places.Place;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of a tag are, for tags that were asked for lately: kept complete, because the
 * writer adds what it appends before anybody is told of it.
 *
 * <p>Why no event is missed: an entry is put here before the store is read for it, without an upper
 * bound. What became durable before that, the store has; of what becomes durable later the writer
 * finds the entry here. What both know is taken once.
 */
final class TagCache {
  /** Events of one tag that are kept; a tag that has more is asked of the store by type. */
  static final int PLACES_MAX = 128;

  private static final int BYTES_A_PLACE = 40;
  private static final int BYTES_A_TAG = 256;

  private final Cache<String, Entry> entries;

  /** Keeps about so many bytes. */
  TagCache(long bytesMax) {
    this.entries =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(bytesMax)
            .weigher(
                (String tag, Entry entry) ->
                    BYTES_A_TAG + 2 * tag.length() + BYTES_A_PLACE * entry.size())
            .build();
  }

  /** Reads the first places of a tag, in any order, and with no bound to their positions. */
  @FunctionalInterface
  interface Store {
    List<Place> first(String tag, int count) throws SQLException;
  }

  /**
   * All events of a tag, those included that this moment's writer has made durable.
   *
   * @param store is asked at most once, in a snapshot that it begins then
   * @return empty if there are more than {@link #PLACES_MAX}, or someone else is reading them
   */
  Optional<Places> all(String tag, Store store) throws SQLException {
    Entry known = entries.getIfPresent(tag);
    if (known == null) {
      Entry fresh = new Entry();
      known = entries.asMap().putIfAbsent(tag, fresh);
      if (known == null) {
        return load(tag, fresh, store);
      }
    }
    return known.all();
  }

  /** As {@link #all}, but never asks the store. */
  Optional<Places> known(String tag) {
    return Optional.ofNullable(entries.getIfPresent(tag)).flatMap(Entry::all);
  }

  private Optional<Places> load(String tag, Entry fresh, Store store) throws SQLException {
    boolean loaded = false;
    try {
      fresh.load(store.first(tag, PLACES_MAX + 1));
      loaded = true;
      weigh(tag, fresh);
      return fresh.all();
    } finally {
      if (!loaded) {
        entries.asMap().remove(tag, fresh);
      }
    }
  }

  /** Takes note of an event that became durable; called before the head moves there. */
  void appended(String tag, Place place) {
    Entry known = entries.getIfPresent(tag);
    if (known != null) {
      known.add(place);
      weigh(tag, known);
    }
  }

  /** Unless another entry has taken its place: that one may know what this one was not told. */
  private void weigh(String tag, Entry grown) {
    entries.asMap().replace(tag, grown, grown);
  }

  /** What is known of one tag. */
  private static final class Entry {
    /** Null until the store was read, and for ever once there are too many. */
    private volatile @Nullable Places places;

    private final List<Place> meanwhile = new ArrayList<>(0);
    private boolean tooMany;

    Optional<Places> all() {
      return Optional.ofNullable(places);
    }

    int size() {
      return all().map(Places::size).orElse(0);
    }

    synchronized void load(List<Place> stored) {
      List<Place> all = new ArrayList<>(stored);
      all.addAll(meanwhile);
      meanwhile.clear();
      keep(Places.of(all));
    }

    synchronized void add(Place place) {
      Places known = places;
      if (known != null) {
        keep(known.with(place));
      } else if (!tooMany) {
        meanwhile.add(place);
      }
    }

    private void keep(Places all) {
      tooMany = all.size() > PLACES_MAX;
      places = tooMany ? null : all;
    }
  }
}
