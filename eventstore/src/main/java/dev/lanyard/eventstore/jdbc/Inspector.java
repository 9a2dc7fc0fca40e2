package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.jdbc.Places.Place;
import dev.lanyard.eventstore.log.TreeHead;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Computes the Merkle tree anew from what the rows hold, and compares: a changed, missing or
 * surplus byte in any row gives another root. The index of tags is compared with the events it
 * finds.
 */
final class Inspector {
  private static final int PAGE_EVENTS = 1_000;

  private final Readers readers;
  private final MerkleTree tree = new MerkleTree();
  private final Sha256 sha = new Sha256();
  private long tags;
  private long commitEnd;
  private long lastStamp;
  private Optional<String> damage = Optional.empty();

  private Inspector(Readers readers) {
    this.readers = readers;
  }

  /**
   * Looks at everything up to the head; reads in short pages beside the writer. What seems to be
   * damage may be a segment that was dropped meanwhile: then all is looked at again.
   */
  static Inspection inspect(Readers readers) {
    while (true) {
      long first = readers.read(Segments::first);
      Inspection found = new Inspector(readers).inspect();
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
    if (damage.isEmpty() && readers.read(session -> TagRows.count(session, head.size())) != tags) {
      note("the index of tags holds tags that no event has");
    }
    return new Inspection(tree.size(), damage);
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
        look(session, EventRows.event(row), row.getString(10), row.getBytes(11));
      } while (damage.isEmpty() && row.next());
    }
    return tree.size();
  }

  private void look(Session session, StoredEvent event, String joinedTags, byte[] salts)
      throws SQLException {
    long position = tree.size() + 1;
    if (event.position() != position) {
      note("no event at position " + position);
      return;
    }
    compareWithNeighbours(event);
    List<String> texts = StoredTags.split(joinedTags);
    if (salts.length != Leaf.saltBytes(texts.size())) {
      note("the salts of position " + position + " are not one for each digest");
      return;
    }
    tree.append(Leaf.of(event, texts, salts, sha));
    for (String tag : texts) {
      if (!TagRows.has(session, tag, new Place(event.encoded().name(), position))) {
        note("the index of tags does not find position " + position);
      }
      tags++;
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
