package dev.lanyard.api.compliance;

import dev.lanyard.domain.ReplayId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The replays that are kept, by when they were asked for. Their files are those of a folder. */
final class KeptReplays {
  /** How many are kept; the files of the oldest are deleted, its end stays on record. */
  static final int KEPT_MAX = 200;

  private final ReplayFolder folder;
  private final EndedReplays ended;
  private final Map<ReplayId, ReplayTicket> tickets = new LinkedHashMap<>();

  /** Those whose files are there. */
  KeptReplays(ReplayFolder folder, EndedReplays ended) {
    this.folder = folder;
    this.ended = ended;
    folder.tickets().stream()
        .sorted(Comparator.comparing(ReplayTicket::requestedAt))
        .forEach(ticket -> tickets.put(ticket.replay(), ticket));
  }

  /** Keeps one more, and forgets the oldest where there are too many. */
  synchronized void add(ReplayTicket ticket) {
    folder.write(ticket);
    tickets.put(ticket.replay(), ticket);
    while (tickets.size() > KEPT_MAX) {
      ReplayId oldest = tickets.keySet().iterator().next();
      tickets.remove(oldest);
      folder.delete(oldest);
      ended.forget(oldest);
    }
  }

  synchronized Optional<ReplayTicket> find(ReplayId id) {
    return Optional.ofNullable(tickets.get(id));
  }

  /** All, the oldest first. */
  synchronized List<ReplayTicket> all() {
    return List.copyOf(tickets.values());
  }
}
