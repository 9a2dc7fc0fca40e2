package dev.lanyard.projections.audit;

import dev.lanyard.domain.ResourcePath;
import java.util.Optional;
import java.util.UUID;

/** What an audit question is about. */
public sealed interface AuditSubject {

  /** Whatever lives or lived at a path. */
  record AtPath(ResourcePath path) implements AuditSubject {}

  /**
   * The thing, principal, client, credential, role, assignment, replay or subscription of an id.
   */
  record WithId(UUID id) implements AuditSubject {}

  /** Where that is; empty where it is asked about by its id. */
  default Optional<ResourcePath> place() {
    return switch (this) {
      case AtPath(var path) -> Optional.of(path);
      case WithId _ -> Optional.empty();
    };
  }
}
