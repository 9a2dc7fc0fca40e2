package dev.lanyard.projections.state;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ThingId;
import dev.lanyard.projections.store.Reader;
import dev.lanyard.projections.store.Schema;
import dev.lanyard.projections.store.Snapshots;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers {@link Generations}: single ones from the state view's table, and which are open from
 * bits in memory. When a commit may have changed them, only the rows that began or ended since are
 * read; all of them are only for another file.
 */
public final class GenerationView implements Generations {
  private static final String GIVEN =
      "SELECT idx, until_commit = %d FROM token_generation WHERE idx > ?".formatted(Schema.OPEN);

  /** In the words of the index of closed rows, so that it is used. */
  private static final String CLOSED =
      "SELECT idx FROM token_generation WHERE until_commit > ? AND until_commit < " + Schema.OPEN;

  private static final String GENERATION =
      "SELECT g.idx, g.principal, g.resource, g.from_commit, g.until_commit"
          + " FROM token_generation g WHERE ";

  private final Snapshots snapshots;
  private final WorkloadChanges changes;
  private final Object learning = new Object();
  private volatile Known known = new Known(-1, 0, -1, List.of());

  /**
   * The bits of all generations, in lists.
   *
   * @param generation of the view's file that was read
   * @param position the commit that was read
   * @param last the last index that was given out by then
   */
  private record Known(long generation, long position, long last, List<GenerationList> lists) {}

  /** The view whose last commit the snapshots show, and what tells of its changes. */
  public GenerationView(Snapshots snapshots, WorkloadChanges changes) {
    this.snapshots = snapshots;
    this.changes = changes;
  }

  @Override
  public boolean isActive(long index) {
    List<GenerationList> lists = current().lists();
    long number = GenerationList.numberOf(index);
    return index >= 0
        && number < lists.size()
        && lists.get((int) number).isOpen(GenerationList.offsetOf(index));
  }

  @Override
  public long lists() {
    return current().lists().size();
  }

  @Override
  public Optional<GenerationList> list(long number) {
    List<GenerationList> lists = current().lists();
    return number < 0 || number >= lists.size()
        ? Optional.empty()
        : Optional.of(lists.get((int) number));
  }

  @Override
  public long position() {
    // In this order: the lists hold all that this position has passed, and may hold more.
    long position = snapshots.position();
    return Math.max(position, current().position());
  }

  private Known current() {
    // In this order: changes tell of every commit that this position has passed.
    long position = snapshots.position();
    Known now = known;
    if (holds(now, position)) {
      return now;
    }
    synchronized (learning) {
      now = known;
      if (!holds(now, position)) {
        now = learn(now);
        known = now;
      }
      return now;
    }
  }

  private boolean holds(Known now, long position) {
    return now.generation() == snapshots.generation()
        && (now.position() >= position || changes.noneSince(now.position()));
  }

  private Known learn(Known before) {
    long generation = snapshots.generation();
    boolean sameFile = before.generation() == generation;
    Known from = sameFile ? before : new Known(generation, 0, -1, List.of());
    return snapshots.read(reader -> next(reader, from));
  }

  private static Known next(Reader reader, Known from) throws SQLException {
    long position = reader.number("SELECT position FROM progress");
    Map<Integer, GenerationList.Draft> drafts = new HashMap<>();
    long last =
        reader.list(row -> give(drafts, from, row), GIVEN, from.last()).stream()
            .mapToLong(Long::longValue)
            .reduce(from.last(), Math::max);
    if (from.last() >= 0) {
      reader.list(row -> close(drafts, from, row.getLong(1)), CLOSED, from.position());
    }
    List<GenerationList> lists = new ArrayList<>(from.lists());
    while (lists.size() * (long) GenerationList.SIZE <= last) {
      lists.add(GenerationList.empty(lists.size()));
    }
    drafts.forEach((number, draft) -> lists.set(number, draft.at(position)));
    return new Known(from.generation(), position, last, List.copyOf(lists));
  }

  private static long give(Map<Integer, GenerationList.Draft> drafts, Known from, ResultSet row)
      throws SQLException {
    long index = row.getLong(1);
    draft(drafts, from, index).give(GenerationList.offsetOf(index), row.getInt(2) == 1);
    return index;
  }

  private static long close(Map<Integer, GenerationList.Draft> drafts, Known from, long index) {
    draft(drafts, from, index).set(GenerationList.offsetOf(index), false);
    return index;
  }

  private static GenerationList.Draft draft(
      Map<Integer, GenerationList.Draft> drafts, Known from, long index) {
    int number = Math.toIntExact(GenerationList.numberOf(index));
    return drafts.computeIfAbsent(
        number,
        _ ->
            (number < from.lists().size() ? from.lists().get(number) : GenerationList.empty(number))
                .draft());
  }

  @Override
  public Optional<Generation> generation(long index) {
    return snapshots.read(
        reader -> reader.first(row -> generation(reader, row), GENERATION + "g.idx = ?", index));
  }

  @Override
  public Optional<Generation> open(PrincipalId principal, Optional<ThingId> resource, long asOf) {
    String text = resource.map(ThingId::toString).orElse("");
    return snapshots.read(
        reader -> {
          Optional<Long> holder = reader.idOf(principal.toString());
          Optional<Long> through = reader.idOf(text);
          return holder.isEmpty() || through.isEmpty()
              ? Optional.empty()
              : reader.first(
                  row -> generation(reader, row),
                  GENERATION
                      + "g.principal = ? AND g.resource = ? AND "
                      + new AsOf(asOf).newest("g"),
                  holder.get(),
                  through.get());
        });
  }

  private static Generation generation(Reader reader, ResultSet row) throws SQLException {
    long until = row.getLong(5);
    String resource = reader.text(row.getLong(3));
    return new Generation(
        row.getLong(1),
        PrincipalId.parse("principal", reader.text(row.getLong(2))),
        resource.isEmpty() ? Optional.empty() : Optional.of(ThingId.parse("thing", resource)),
        row.getLong(4),
        until == Schema.OPEN ? Optional.empty() : Optional.of(until));
  }
}
