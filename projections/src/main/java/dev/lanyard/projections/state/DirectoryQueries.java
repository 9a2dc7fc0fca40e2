package dev.lanyard.projections.state;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import java.util.Optional;

/** The live principals as people look for them: by id, by name, by application id. */
public interface DirectoryQueries {

  /** The principals that match, by name without case; those without a name come first. */
  Page<DirectoryEntry> find(DirectoryFilter filter, Paging paging);

  /** The principal with an id. */
  Optional<DirectoryEntry> entry(PrincipalId id);
}
