package dev.lanyard.projections.state;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.state.DirectoryFilter.Match;
import dev.lanyard.projections.state.DirectoryFilter.Seen;
import dev.lanyard.projections.store.Reader;
import dev.lanyard.projections.store.Schema;
import dev.lanyard.projections.store.Snapshots;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers {@link DirectoryQueries} from the state view's open rows. */
public final class DirectoryView implements DirectoryQueries {
  private static final Pattern CURSOR =
      Pattern.compile("(?<id>[0-9]{1,18}) (?<name>.*)", Pattern.DOTALL);

  private static final String LIVE = "t.until_commit = " + Schema.OPEN;

  private static final String MANAGED =
      """
       UNION ALL SELECT t.display_key, t.principal,
        (SELECT b.path FROM binding b WHERE b.scope = t.owner AND b.until_commit = %d)
      FROM identity t WHERE %%s AND %%s AND %%s\
      """
          .formatted(Schema.OPEN);

  private final Snapshots snapshots;

  /** The view whose last commit the snapshots show. */
  public DirectoryView(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** Rows of one look, where not all that match are seen. */
  private static final int LOOK_ROWS = 500;

  /**
   * A principal in the order of the listing.
   *
   * @param id its interned id
   * @param path where the identity is, or what it is on; empty for registered principals
   */
  private record Found(String name, long id, Optional<String> path) {
    String cursor() {
      return id + " " + name;
    }

    boolean isSeen(Seen seen) {
      return switch (seen) {
        case Seen.All _ -> true;
        case Seen.Nothing _ -> path.isEmpty();
        case Seen.Those(var paths) ->
            path.map(text -> paths.test(ResourcePath.parse("path", text))).orElse(true);
      };
    }
  }

  /** A part of a query, with its parameters in order. */
  private record Part(String sql, List<Object> parameters) {}

  @Override
  public Page<DirectoryEntry> find(DirectoryFilter filter, Paging paging) {
    return snapshots.read(
        reader -> {
          List<Found> found = seen(reader, filter, paging);
          Page<Found> page = Places.page(found, paging, Found::cursor);
          List<DirectoryEntry> entries = new ArrayList<>();
          for (Found each : page.items()) {
            PrincipalId id = PrincipalId.parse("principal", reader.text(each.id()));
            entries.add(entry(reader, id).orElseThrow());
          }
          return new Page<>(entries, page.next());
        });
  }

  /** Reads on until there is one more than the page holds: a short page would tell of the rest. */
  private static List<Found> seen(Reader reader, DirectoryFilter filter, Paging paging)
      throws SQLException {
    int rows = filter.seen() instanceof Seen.Those ? LOOK_ROWS : paging.limit() + 1;
    List<Found> seen = new ArrayList<>();
    Optional<String> after = paging.after();
    int looked = 0;
    do {
      List<Found> look = found(reader, filter, new Paging(after, paging.limit()), rows);
      look.stream()
          .filter(each -> each.isSeen(filter.seen()))
          .limit(paging.limit() + 1 - seen.size())
          .forEach(seen::add);
      looked += look.size();
      if (look.size() < rows || seen.size() > paging.limit()) {
        return seen;
      }
      after = Optional.of(look.getLast().cursor());
    } while (looked < LOOKED_AT_MAX);
    throw new MatchesTooMany();
  }

  private static List<Found> found(Reader reader, DirectoryFilter filter, Paging paging, int rows)
      throws SQLException {
    Part where = where(paging);
    List<Object> parameters = new ArrayList<>();
    Part registered = registered(filter.match());
    String sql =
        """
        SELECT t.display_key, t.principal, NULL FROM principal t
        WHERE %s AND t.type = ? AND %s AND %s\
        """
            .formatted(LIVE, registered.sql(), where.sql());
    parameters.add(filter.type().name());
    parameters.addAll(registered.parameters());
    parameters.addAll(where.parameters());
    if (filter.type() == PrincipalType.SERVICE_PRINCIPAL
        && !(filter.seen() instanceof Seen.Nothing)) {
      Part managed = managed(reader, filter.match());
      sql += MANAGED.formatted(LIVE, managed.sql(), where.sql());
      parameters.addAll(managed.parameters());
      parameters.addAll(where.parameters());
    }
    parameters.add(rows);
    return reader.list(
        row -> new Found(row.getString(1), row.getLong(2), Optional.ofNullable(row.getString(3))),
        sql + " ORDER BY 1, 2 LIMIT ?",
        parameters.toArray());
  }

  private static Part registered(Match match) {
    return match instanceof Match.KnownAs(var text)
        ? new Part("t.subject = ? COLLATE NOCASE", List.of(text))
        : byName(match);
  }

  private static Part managed(Reader reader, Match match) throws SQLException {
    if (match instanceof Match.KnownAs(var text)) {
      long client = reader.idOf(text.toLowerCase(Locale.ROOT)).orElse(0L);
      return new Part("t.client = ?", List.of(client));
    }
    return byName(match);
  }

  /** What starts with a text lies from it on, and before it with the last character behind. */
  private static Part byName(Match match) {
    return switch (match) {
      case Match.Any() -> new Part("1 = 1", List.of());
      case Match.Named(var name) -> new Part("t.display_key = ?", List.of(key(name)));
      case Match.NameStarts(var start) ->
          new Part(
              "t.display_key >= ? AND t.display_key < ?",
              List.of(key(start), key(start) + Character.toString(Character.MAX_CODE_POINT)));
      case Match.KnownAs _ -> throw new IllegalStateException("not a name");
    };
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Part where(Paging paging) {
    if (paging.after().isEmpty()) {
      return new Part("1 = 1", List.of());
    }
    Matcher cursor = CURSOR.matcher(paging.after().get());
    if (!cursor.matches()) {
      throw new MalformedValue("cursor", "must be one that a page gave");
    }
    return new Part(
        "(t.display_key, t.principal) > (?, ?)",
        List.of(cursor.group("name"), Long.parseLong(cursor.group("id"))));
  }

  @Override
  public Optional<DirectoryEntry> entry(PrincipalId id) {
    return snapshots.read(reader -> entry(reader, id));
  }

  private static Optional<DirectoryEntry> entry(Reader reader, PrincipalId id) throws SQLException {
    Directory directory = new Directory(new Places(reader, new AsOf(StateQueries.CURRENT)));
    Optional<DirectoryEntry> registered =
        directory.principal(id).map(DirectoryEntry.Registered::new);
    return registered.isPresent()
        ? registered
        : directory.identityOf(id).map(DirectoryEntry.Managed::new);
  }
}
