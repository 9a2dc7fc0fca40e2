package dev.lanyard.projections.state;

import dev.lanyard.domain.PrincipalId;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose grants count for one caller: its own, and those of the groups that its token names.
 *
 * @param groups at most {@link #GROUPS_MAX}; what is no live group counts for nothing
 */
public record Holders(PrincipalId caller, List<PrincipalId> groups) {
  /** Most groups of a caller: what Azure puts into a token. */
  public static final int GROUPS_MAX = 200;

  public Holders {
    groups = groups.stream().distinct().limit(GROUPS_MAX).toList();
  }

  /** The caller first, then its groups. */
  List<PrincipalId> all() {
    List<PrincipalId> all = new ArrayList<>();
    all.add(caller);
    all.addAll(groups);
    return all;
  }
}
