package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.Appended;
import dev.lanyard.eventstore.jdbc.Places.Place;
import java.time.Duration;
import java.util.List;

/**
 * Makes a batch that became durable known: first to the caches, then to all who read, then to those
 * who wait for it. Used by the writer's thread alone.
 */
final class Publisher {
  private final CommitClock clock;
  private final EventCache events;
  private final TagCache tags;
  private final Head head;
  private final Answers answers;

  Publisher(CommitClock clock, EventCache events, TagCache tags, Head head, Answers answers) {
    this.clock = clock;
    this.events = events;
    this.tags = tags;
    this.head = head;
    this.answers = answers;
  }

  /** What the store held when it was opened. */
  void start(RecoveringStore store) {
    clock.start(store.committedAt());
    head.startsAt(store.first());
    head.moveTo(store.head());
  }

  /**
   * Appends that follow what was known so far.
   *
   * @param stamp the time of their commits, in microseconds since 1970
   * @param writing how long it took
   */
  void publish(List<PendingAppend> appends, long stamp, Duration writing) {
    clock.committed(stamp);
    long before = head.position();
    long now = remember(appends, before, stamp);
    head.moveTo(now);
    answers.written(appends.size(), (int) (now - before), writing);
    long position = before;
    for (PendingAppend append : appends) {
      position += append.events().size();
      answers.succeed(append, new Appended(position, CommitClock.instant(stamp)));
    }
  }

  /** Before readers know of them: the views read first what was just written. */
  private long remember(List<PendingAppend> appends, long before, long stamp) {
    long position = before;
    for (PendingAppend append : appends) {
      long commit = position + append.events().size();
      for (PreparedEvent event : append.events()) {
        position++;
        event.erases().ifPresent(events::erased);
        events.keep(StoredEvent.written(event, position, commit, stamp));
        Place place = new Place(event.type().name(), position);
        event.tagTexts().forEach(tag -> tags.appended(tag, place));
      }
    }
    return position;
  }
}
