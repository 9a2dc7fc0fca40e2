package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.LedgerRecord;
import dev.lanyard.eventstore.replay.DamagedRow;
import dev.lanyard.eventstore.replay.RowReading;
import dev.lanyard.eventstore.replay.TreeHead;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows in short pages, and hashes each as it comes. Events are decoded when their commit is
 * given out, so that the tree stands where the last of them does or before it.
 */
final class SealedRows<R extends LedgerRecord> implements RowReading<R> {
  private static final String PAGE =
      EventRows.SELECT_SEALED + "> ? AND position <= ? ORDER BY position LIMIT ?";

  /** A page ends here however few its rows are: each may be as large as a payload, 1 MiB. */
  private static final long PAGE_BYTES_MAX = 4L << 20;

  private final LedgerKind<R> kind;
  private final Readers readers;
  private final TreeHead head;
  private final MerkleTree tree = new MerkleTree();
  private final Sha256 sha = new Sha256();

  // Read and hashed, not yet given out.
  private final Deque<StoredEvent> waiting = new ArrayDeque<>();
  // The last of them that closes a commit.
  private long whole;
  // Where reading ends, and whether that is at a row that is there.
  private @Nullable DamagedRow damage;
  private boolean unreadable;

  SealedRows(LedgerKind<R> kind, Readers readers) {
    this.kind = kind;
    this.readers = readers;
    this.head = readers.read(SealedRows::headOf);
  }

  private static TreeHead headOf(Session session) throws SQLException {
    try (ResultSet row = session.prepare("SELECT size, root FROM tree").executeQuery()) {
      if (!row.next()) {
        throw new SQLException("the tree head is missing");
      }
      return new TreeHead(row.getLong(1), HexFormat.of().formatHex(row.getBytes(2)), "ledger");
    }
  }

  @Override
  public TreeHead head() {
    return head;
  }

  @Override
  public long position() {
    return tree.size();
  }

  @Override
  public String root() {
    return HexFormat.of().formatHex(tree.root());
  }

  @Override
  public List<R> next(int eventsMax, long last) {
    if (unreadable) {
      requireNothingLeft();
    }
    while (damage == null && !hasWholeCommit() && page(eventsMax, last)) {}
    List<R> commits = new ArrayList<>();
    List<R> commit = new ArrayList<>();
    while (!unreadable && hasWholeCommit() && commits.size() < eventsMax) {
      R record = decoded(waiting.removeFirst());
      if (record != null) {
        commit.add(record);
        if (record.closesCommit()) {
          commits.addAll(commit);
          commit.clear();
        }
      }
    }
    if (commits.isEmpty()) {
      requireNothingLeft();
    }
    return commits;
  }

  private boolean hasWholeCommit() {
    StoredEvent next = waiting.peekFirst();
    return next != null && next.position() <= whole;
  }

  private void requireNothingLeft() {
    StoredEvent left = waiting.peekFirst();
    if (damage == null && left != null) {
      damage = new DamagedRow(left.position(), "its commit is not whole");
    }
    if (damage != null) {
      throw damage;
    }
  }

  private @Nullable R decoded(StoredEvent event) {
    try {
      return kind.shape()
          .of(
              event.position(),
              event.commit(),
              event.committedAt(),
              event.eventId(),
              event.decode(kind.codec()));
    } catch (RuntimeException failure) {
      damage = new DamagedRow(event.position(), "it cannot be read: " + nameOf(failure));
      damage.initCause(failure);
      unreadable = true;
      return null;
    }
  }

  /** The words of a parser may quote what it read. */
  private static String nameOf(RuntimeException failure) {
    return failure.getClass().getSimpleName();
  }

  @Override
  public int skim(int eventsMax, long last) {
    waiting.clear();
    long before = tree.size();
    damage = null;
    unreadable = false;
    page(eventsMax, last);
    waiting.clear();
    if (damage != null) {
      throw damage;
    }
    return (int) (tree.size() - before);
  }

  /** Reads and hashes a page; whether there was anything to read. */
  private boolean page(int eventsMax, long last) {
    if (tree.size() >= last) {
      return false;
    }
    int rows = readers.read(session -> page(session, eventsMax, last));
    if (rows == 0) {
      damage = new DamagedRow(tree.size() + 1, "no event is there");
    }
    return rows > 0;
  }

  private int page(Session session, int eventsMax, long last) throws SQLException {
    PreparedStatement select = session.prepare(PAGE);
    select.setLong(1, tree.size());
    select.setLong(2, last);
    select.setInt(3, eventsMax);
    int rows = 0;
    long bytes = 0;
    try (ResultSet row = select.executeQuery()) {
      while (damage == null && bytes < PAGE_BYTES_MAX && row.next()) {
        SealedRow sealed = SealedRow.of(row);
        rows++;
        bytes += sealed.event().bytes();
        hash(sealed);
      }
    }
    return rows;
  }

  private void hash(SealedRow sealed) {
    StoredEvent event = sealed.event();
    long position = tree.size() + 1;
    if (event.position() != position) {
      damage = new DamagedRow(position, "no event is there");
    } else if (!sealed.isSalted()) {
      damage = new DamagedRow(position, "its salts are not one for each digest");
    } else {
      tree.append(Leaf.of(sealed, sha));
      waiting.addLast(event);
      whole = event.commit() == position ? position : whole;
    }
  }
}
