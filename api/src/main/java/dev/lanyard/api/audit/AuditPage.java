package dev.lanyard.api.audit;

import java.util.List;
import java.util.Optional;

/**
 * A part of the audit trail.
 *
 * @param value the events, and refused requests where they were asked for
 * @param nextLink where the next part is, relative to this server; absent on the last one
 */
public record AuditPage(List<AuditItem> value, Optional<String> nextLink) {
  public AuditPage {
    value = List.copyOf(value);
  }
}
