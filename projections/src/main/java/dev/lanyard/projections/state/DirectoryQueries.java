package dev.lanyard.projections.state;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import java.util.Optional;

/** The live principals as people look for them: by id, by name, by application id. */
public interface DirectoryQueries {
  /** Most principals that match by name and are looked at for one page of those that are seen. */
  int LOOKED_AT_MAX = 20_000;

  /**
   * The principals that match, by name without case; those without a name come first.
   *
   * @throws MatchesTooMany if {@link #LOOKED_AT_MAX} match before the page is full
   */
  Page<DirectoryEntry> find(DirectoryFilter filter, Paging paging);

  /** The principal with an id. */
  Optional<DirectoryEntry> entry(PrincipalId id);

  /** More match than can be looked through for those that are seen. */
  final class MatchesTooMany extends RuntimeException {
    private static final long serialVersionUID = 1;

    MatchesTooMany() {
      super("more than " + LOOKED_AT_MAX + " principals match", null, false, false);
    }
  }
}
