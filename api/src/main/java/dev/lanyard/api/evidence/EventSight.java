package dev.lanyard.api.evidence;

import dev.lanyard.api.audit.SeenRecords;
import dev.lanyard.api.http.Moments;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.projections.audit.AuditQueries;
import java.util.Optional;

/** Which events a reviewer may take away: those that the audit surface shows to it. */
public final class EventSight {
  private final AuditQueries audit;
  private final Moments moments;
  private final Ledger<AccessRecord> access;

  /**
   * Looks through these.
   *
   * @param audit where lifecycle events happened
   * @param moments waits for it
   * @param access records of the access log, which tell it themselves
   */
  public EventSight(AuditQueries audit, Moments moments, Ledger<AccessRecord> access) {
    this.audit = audit;
    this.moments = moments;
    this.access = access;
  }

  /**
   * Goes on if the caller sees an event of a log; one that it does not see is told of as one that
   * is not there.
   *
   * @throws dev.lanyard.api.http.ProblemException 404 if not; 503 if that cannot be told now
   */
  void require(ServedLog log, long position, GuardedRequest guarded) {
    SeenRecords seen = new SeenRecords(guarded);
    if (!seen.seesAll() && !sees(log, position, seen)) {
      throw Logs.missing("The log has no event at this position.");
    }
  }

  /** Whether the caller sees an event of a log. */
  boolean sees(ServedLog log, long position, SeenRecords seen) {
    if (log.name().equals(ServedLog.ACCESS)) {
      return access.at(position).filter(seen::sees).isPresent();
    }
    var _ = moments.ofAudit(Optional.of(Long.toString(position)));
    return audit.event(position).filter(seen::sees).isPresent();
  }
}
