package dev.lanyard.api.audit;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.audit.AuditSubject;
import java.util.List;
import java.util.Locale;

/** Reads what an audit question is about. */
public final class Subjects {
  /** What lives in the ledger under an id of its own, and not at a path. */
  private static final List<String> KEPT_BY_ID =
      List.of(
          "/providers/microsoft.authorization/roleassignments/",
          "/providers/microsoft.authorization/roledefinitions/");

  private Subjects() {}

  /**
   * Reads a path, a GUID, or the ARM id of a role assignment or definition, which ends in its GUID.
   *
   * @throws dev.lanyard.domain.MalformedValue if it is none of these
   */
  public static AuditSubject parse(String text) {
    if (!text.startsWith("/")) {
      return new AuditSubject.WithId(AuditTerms.guid("subject", text));
    }
    var key = text.toLowerCase(Locale.ROOT);
    if (KEPT_BY_ID.stream().anyMatch(key::contains)) {
      return new AuditSubject.WithId(
          AuditTerms.guid("subject", text.substring(text.lastIndexOf('/') + 1)));
    }
    return new AuditSubject.AtPath(ResourcePath.parse("subject", text));
  }
}
