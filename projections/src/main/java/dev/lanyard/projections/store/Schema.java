package dev.lanyard.projections.store;

import java.util.List;
import java.util.Map;

/**
 * The tables of one view.
 *
 * @param version a file of another version is deleted and rebuilt
 * @param tables statements that make the tables, and the rows that are always there
 * @param indexes statements that make what only queries need: run once, at the end of the first
 *     replay, because it is faster to sort once than to insert in every place
 * @param meanings table to a query whose rows mean the same in every file that was folded from the
 *     same ledger: names instead of interned ids. {@code %s} stands for the file in front of each
 *     table
 */
public record Schema(
    int version, List<String> tables, List<String> indexes, Map<String, String> meanings) {

  /** The end of what has not ended: {@code until_commit} of open rows. */
  public static final long OPEN = Long.MAX_VALUE;

  /** The tables that every view has: where it stands, and its interned names. */
  static final List<String> COMMON =
      List.of(
          """
          CREATE TABLE progress (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            position INTEGER NOT NULL,
            indexed INTEGER NOT NULL)\
          """,
          "INSERT INTO progress VALUES (1, 0, 0)",
          "CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)");

  public Schema {
    tables = List.copyOf(tables);
    indexes = List.copyOf(indexes);
    meanings = Map.copyOf(meanings);
  }
}
