package dev.lanyard.api.arm.activity;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The operations of several sources as one log, newest first. Its cursor is the cursors of all
 * sources, so that each goes on where the last page left it.
 */
final class MergedActivity implements ActivitySource {
  private static final String SEPARATOR = "|";
  private static final String START = "*";
  private static final String END = "-";

  private final List<ActivitySource> sources;

  MergedActivity(List<ActivitySource> sources) {
    this.sources = List.copyOf(sources);
  }

  /** An operation, and which source has it. */
  private record Candidate(int source, Operation operation) {}

  @Override
  public Page<Operation> newest(ActivityQuestion question, Paging paging) {
    List<String> cursors = new ArrayList<>(cursors(paging.after()));
    List<Page<Operation>> pages = new ArrayList<>();
    List<Candidate> candidates = new ArrayList<>();
    for (int at = 0; at < sources.size(); at++) {
      Page<Operation> page = read(at, cursors.get(at), question, paging.limit());
      pages.add(page);
      for (Operation operation : page.items()) {
        candidates.add(new Candidate(at, operation));
      }
    }
    Instant horizon = horizon(pages, paging.limit());
    candidates.sort(Comparator.comparing((Candidate each) -> each.operation().at()).reversed());
    List<Candidate> taken =
        candidates.stream()
            .takeWhile(each -> !each.operation().at().isBefore(horizon))
            .limit(paging.limit())
            .toList();
    for (int at = 0; at < sources.size(); at++) {
      cursors.set(at, next(at, cursors.get(at), pages.get(at), taken));
    }
    boolean over = cursors.stream().allMatch(END::equals);
    return new Page<>(
        taken.stream().map(Candidate::operation).toList(),
        over ? Optional.empty() : Optional.of(String.join(SEPARATOR, cursors)));
  }

  private Page<Operation> read(int at, String cursor, ActivityQuestion question, int limit) {
    if (cursor.equals(END)) {
      return new Page<>(List.of(), Optional.empty());
    }
    Optional<String> after = cursor.equals(START) ? Optional.empty() : Optional.of(cursor);
    return sources.get(at).newest(question, new Paging(after, limit));
  }

  /**
   * Until when the pages tell all there is: behind a short page its source may have operations that
   * are newer than those of another.
   */
  private static Instant horizon(List<Page<Operation>> pages, int limit) {
    return pages.stream()
        .filter(page -> page.next().isPresent() && page.items().size() < limit)
        .map(page -> page.items().isEmpty() ? Instant.MAX : page.items().getLast().at())
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  /** Behind the last that was taken; behind the whole page where all of it was. */
  private static String next(
      int source, String before, Page<Operation> page, List<Candidate> taken) {
    List<Operation> own =
        taken.stream().filter(each -> each.source() == source).map(Candidate::operation).toList();
    if (own.size() == page.items().size()) {
      return page.next().orElse(END);
    }
    return own.isEmpty() ? before : own.getLast().cursor();
  }

  private List<String> cursors(Optional<String> after) {
    if (after.isEmpty()) {
      return IntStream.range(0, sources.size()).mapToObj(_ -> START).toList();
    }
    List<String> cursors = Arrays.asList(after.get().split("\\|", -1));
    if (cursors.size() != sources.size()) {
      throw new MalformedValue("$skiptoken", "must be one that a nextLink gave");
    }
    return cursors;
  }
}
