package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.EventCodec;
import dev.lanyard.eventstore.jdbc.Places.Place;
import dev.lanyard.eventstore.log.TreeHead;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Computes the Merkle tree anew from what the rows hold, and compares: a changed, missing or
 * surplus byte in any row gives another root. The index of tags is compared with the events it
 * finds, and what is left of erased personal parts with the events that erased them: the root alone
 * does not tell whether a part was erased or taken away.
 */
final class Inspector {
  private static final int PAGE_EVENTS = 1_000;

  private final Readers readers;
  private final EventCodec codec;
  private final Set<Long> erased = new TreeSet<>();
  private final Set<Long> toBeErased = new TreeSet<>();
  private final MerkleTree tree = new MerkleTree();
  private final Sha256 sha = new Sha256();
  private long tags;
  private long commitEnd;
  private long lastStamp;
  private Optional<String> damage = Optional.empty();

  private Inspector(Readers readers, EventCodec codec) {
    this.readers = readers;
    this.codec = codec;
  }

  /**
   * Looks at everything up to the head; reads in short pages beside the writer. What seems to be
   * damage may be a segment that was dropped meanwhile: then all is looked at again.
   */
  static Inspection inspect(Readers readers, EventCodec codec) {
    while (true) {
      long first = readers.read(Segments::first);
      Inspection found = new Inspector(readers, codec).inspect();
      if (found.damage().isEmpty() || readers.read(Segments::first) == first) {
        return found;
      }
    }
  }

  private Inspection inspect() {
    TreeHead head = readers.read(JdbcProvableLog::head);
    readers.read(this::dropped);
    while (damage.isEmpty() && tree.size() < head.size()) {
      readers.read(session -> page(session, head.size()));
    }
    if (damage.isEmpty() && commitEnd != head.size()) {
      note("the last commit is not whole");
    }
    if (damage.isEmpty() && !Arrays.equals(tree.root(), head.root())) {
      note("the root over the rows is not the one that was written with them");
    }
    if (damage.isEmpty()) {
      compareErased(head.size());
    }
    if (damage.isEmpty() && readers.read(session -> TagRows.count(session, head.size())) != tags) {
      note("the index of tags holds tags that no event has");
    }
    return new Inspection(tree.size(), damage);
  }

  /** A row may have been erased after the head was looked up: by an event behind it. */
  private void compareErased(long head) {
    toBeErased.stream()
        .filter(position -> !erased.contains(position))
        .findFirst()
        .ifPresent(position -> note("position " + position + " was erased and is still whole"));
    erased.removeAll(toBeErased);
    erased.removeAll(readers.read(session -> erasedLater(session, head)));
    erased.stream()
        .findFirst()
        .ifPresent(
            position ->
                note(
                    "the personal part of position "
                        + position
                        + " is gone, and no event says so"));
  }

  private Set<Long> erasedLater(Session session, long head) throws SQLException {
    Set<Long> later = new TreeSet<>();
    for (StoredEvent event : EventRows.range(session, head, Long.MAX_VALUE, Integer.MAX_VALUE)) {
      codec.erases(event.encoded()).ifPresent(later::add);
    }
    return later;
  }

  /** The dropped segments stand for themselves by the roots of their subtrees. */
  private long dropped(Session session) throws SQLException {
    for (byte[] root : Segments.roots(session)) {
      tree.appendSubtree(Segments.LEVEL, root);
    }
    commitEnd = tree.size();
    PreparedStatement count = session.prepare("SELECT count(*) FROM events WHERE position <= ?");
    count.setLong(1, tree.size());
    try (ResultSet row = count.executeQuery()) {
      if (row.next() && row.getLong(1) > 0) {
        note("events are left of a segment that was dropped");
      }
    }
    return tree.size();
  }

  private long page(Session session, long upTo) throws SQLException {
    PreparedStatement select =
        session.prepare(
            EventRows.SELECT_SEALED + "> ? AND position <= ? ORDER BY position LIMIT ?");
    select.setLong(1, tree.size());
    select.setLong(2, upTo);
    select.setInt(3, PAGE_EVENTS);
    try (ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        note("no event at position " + (tree.size() + 1));
        return tree.size();
      }
      do {
        look(session, SealedRow.of(row));
      } while (damage.isEmpty() && row.next());
    }
    return tree.size();
  }

  private void look(Session session, SealedRow row) throws SQLException {
    StoredEvent event = row.event();
    long position = tree.size() + 1;
    if (event.position() != position) {
      note("no event at position " + position);
      return;
    }
    compareWithNeighbours(event);
    if (!row.isSalted()) {
      note("the salts of position " + position + " are not one for each digest");
      return;
    }
    tree.append(Leaf.of(row, sha));
    lookForErasure(row);
    for (String tag : row.tags()) {
      if (!TagRows.has(session, tag, new Place(event.encoded().name(), position))) {
        note("the index of tags does not find position " + position);
      }
      tags++;
    }
  }

  private void lookForErasure(SealedRow row) {
    long position = row.event().position();
    if (row.erased().isPresent()) {
      erased.add(position);
      if (row.hasPersonal()) {
        note("position " + position + " has a personal part that was erased");
      }
    }
    try {
      codec.erases(row.event().encoded()).ifPresent(toBeErased::add);
    } catch (IllegalStateException unreadable) {
      note("what position " + position + " erased cannot be read");
    }
  }

  private void compareWithNeighbours(StoredEvent event) {
    boolean opens = commitEnd == event.position() - 1;
    long stamp = event.committedAtMicros();
    if (opens ? event.commit() < event.position() : event.commit() != commitEnd) {
      note("the commit of position " + event.position() + " does not fit its neighbours");
    }
    if (opens ? stamp < lastStamp : stamp != lastStamp) {
      note("the time of position " + event.position() + " does not fit its neighbours");
    }
    commitEnd = event.commit();
    lastStamp = stamp;
  }

  private void note(String what) {
    if (damage.isEmpty()) {
      damage = Optional.of(what);
    }
  }
}
