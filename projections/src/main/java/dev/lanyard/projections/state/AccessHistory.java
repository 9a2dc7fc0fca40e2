package dev.lanyard.projections.state;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.Span;
import dev.lanyard.projections.ViewUnavailable;
import dev.lanyard.projections.store.Snapshots;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who got and who lost what between two moments, from the state view's tables. Looks at what could
 * have made a difference between the two, however much there is beside.
 */
public final class AccessHistory {
  /** A principal, a role and the id of a scope. */
  private static final Pattern CURSOR =
      Pattern.compile("[0-9a-f-]{36} [0-9a-f-]{36} [/a-z0-9-]{1,60}");

  private final Snapshots snapshots;
  private final RoleWordings wordings = new RoleWordings();

  /** The view whose last commit the snapshots show. */
  public AccessHistory(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /**
   * What differs at the scope, below it and above it, by principal, role and scope; a page can be
   * short.
   *
   * @throws MalformedValue if the cursor is none that a page gave
   * @throws ViewUnavailable if the view's file cannot be read
   */
  public Page<AccessChange> changes(Span span, Paging paging) {
    List<String> after = paging.after().map(AccessHistory::cursor).orElse(List.of("", "", ""));
    return snapshots.read(
        reader -> new AccessChanges(reader, wordings, span).page(after, paging.limit()));
  }

  private static List<String> cursor(String text) {
    if (!CURSOR.matcher(text).matches()) {
      throw new MalformedValue("cursor", "must be one that a page gave");
    }
    return List.of(text.split(" ", 3));
  }
}
