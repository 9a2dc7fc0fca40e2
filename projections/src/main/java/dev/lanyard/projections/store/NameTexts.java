package dev.lanyard.projections.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The texts of interned ids that readers met lately. An id never changes its text in one file. */
final class NameTexts {
  private static final int SIZE_MAX = 65_536;

  private final Map<Long, String> texts = new ConcurrentHashMap<>();

  @Nullable String get(long id) {
    return texts.get(id);
  }

  /** Keeps a text of a committed snapshot. When full, all are forgotten: the hot ones come back. */
  void put(long id, String text) {
    if (texts.size() >= SIZE_MAX) {
      texts.clear();
    }
    texts.put(id, text);
  }
}
