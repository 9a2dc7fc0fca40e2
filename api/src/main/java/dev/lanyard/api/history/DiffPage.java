package dev.lanyard.api.history;

import dev.lanyard.projections.Page;
import dev.lanyard.projections.Span;
import dev.lanyard.projections.history.Difference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part of what differs between two moments.
 *
 * @param from the earlier one
 * @param to the later one
 * @param scope where, with all below
 * @param value first what is, in the order in which it was last changed; then who may what
 * @param nextLink where the next part is, relative to this server; absent on the last one
 */
public record DiffPage(
    End from, End to, String scope, List<DiffItem> value, Optional<String> nextLink) {

  /**
   * A moment.
   *
   * @param position the commit as of which was looked
   * @param evaluatedAt the instant that expiries were held against
   */
  public record End(long position, Instant evaluatedAt) {
    static End of(Span.End end) {
      return new End(end.commit(), end.at());
    }
  }

  public DiffPage {
    value = List.copyOf(value);
  }

  static DiffPage of(Span span, Page<Difference> page, Optional<String> nextLink) {
    return new DiffPage(
        End.of(span.from()),
        End.of(span.to()),
        span.scope().toString(),
        page.items().stream().map(DiffPage::item).toList(),
        nextLink);
  }

  private static DiffItem item(Difference difference) {
    return switch (difference) {
      case Difference.OfState(var change) -> StateDifference.of(change);
      case Difference.OfAccess(var change, var deeds) -> AccessDifference.of(change, deeds);
    };
  }
}
