package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.EventCodec.Encoded;
import dev.lanyard.eventstore.log.OpenedLeaf;
import dev.lanyard.eventstore.log.OpenedLeaf.Part;
import dev.lanyard.eventstore.log.ProvableLog;
import dev.lanyard.eventstore.log.TreeHead;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Computes leaves from the rows, and reads the tree head and what is left of dropped segments. */
final class JdbcProvableLog implements ProvableLog {
  private static final String SELECT_NEXT =
      EventRows.SELECT_SEALED + "> ? ORDER BY position LIMIT ?";
  private static final String SELECT_ONE = EventRows.SELECT_SEALED + "= ?";

  private final Readers readers;

  JdbcProvableLog(Readers readers) {
    this.readers = readers;
  }

  @Override
  public TreeHead head() {
    return readers.read(JdbcProvableLog::head);
  }

  static TreeHead head(Session session) throws SQLException {
    try (ResultSet row = session.prepare("SELECT size, root FROM tree").executeQuery()) {
      if (!row.next()) {
        throw new SQLException("the tree head is missing");
      }
      return new TreeHead(row.getLong(1), row.getBytes(2));
    }
  }

  @Override
  public long firstPosition() {
    return readers.read(Segments::first);
  }

  @Override
  public List<byte[]> leaves(long after, int leavesMax) {
    Sha256 sha = new Sha256();
    return next(after, leavesMax, row -> Leaf.of(row, sha));
  }

  @Override
  public List<OpenedLeaf> openedAfter(long after, int eventsMax) {
    return next(after, eventsMax, JdbcProvableLog::opened);
  }

  private <T> List<T> next(long after, int most, Function<SealedRow, T> reading) {
    return readers.read(session -> next(session, after, Math.max(1, most), reading));
  }

  private static <T> List<T> next(
      Session session, long after, int most, Function<SealedRow, T> reading) throws SQLException {
    List<T> found = new ArrayList<>(most);
    PreparedStatement select = session.prepare(SELECT_NEXT);
    select.setLong(1, after);
    select.setInt(2, most);
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        long expected = after + found.size() + 1;
        SealedRow sealed = SealedRow.of(row);
        StoredEvent event = sealed.event();
        if (event.position() != expected && found.isEmpty() && Segments.first(session) > expected) {
          return List.of();
        }
        if (event.position() != expected) {
          throw new SQLException("no event at position " + expected);
        }
        found.add(reading.apply(sealed));
      }
    }
    return found;
  }

  @Override
  public List<byte[]> droppedRoots(long fromSegment) {
    List<byte[]> roots = readers.read(Segments::roots);
    return roots.subList((int) Math.min(fromSegment, roots.size()), roots.size());
  }

  @Override
  public Optional<OpenedLeaf> opened(long position) {
    return readers.read(session -> opened(session, position));
  }

  private static Optional<OpenedLeaf> opened(Session session, long position) throws SQLException {
    PreparedStatement select = session.prepare(SELECT_ONE);
    select.setLong(1, position);
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(opened(SealedRow.of(row))) : Optional.empty();
    }
  }

  private static OpenedLeaf opened(SealedRow row) {
    StoredEvent event = row.event();
    byte[] salts = row.salts();
    byte[] leaf = Leaf.of(row, new Sha256());
    List<Part> tags = new ArrayList<>(row.tags().size());
    for (String text : row.tags()) {
      tags.add(part(salts, tags.size(), text.getBytes(StandardCharsets.UTF_8)));
    }
    Encoded encoded = event.encoded();
    int next = tags.size();
    return new OpenedLeaf(
        event.position(),
        leaf,
        encoded.name(),
        encoded.version(),
        tags,
        part(salts, next, encoded.payload()),
        part(salts, next + 1, encoded.metadata()),
        row.erased().isPresent()
            ? Optional.empty()
            : Optional.of(part(salts, next + 2, encoded.personal())));
  }

  private static Part part(byte[] salts, int at, byte[] bytes) {
    int from = at * Leaf.SALT_BYTES;
    return new Part(Arrays.copyOfRange(salts, from, from + Leaf.SALT_BYTES), bytes);
  }
}
