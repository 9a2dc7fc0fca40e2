package dev.lanyard.api.compliance;

import dev.lanyard.api.compliance.ReplayStatus.Report;
import dev.lanyard.domain.ReplayId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reports of replays: kept, signed, and put on record. */
final class EndedReplays {
  private static final Logger LOG = LoggerFactory.getLogger(EndedReplays.class);

  private final ReplayFolder folder;
  private final ReplaySigning signature;
  private final ReplayEndings records;

  // Reports may be large; what is told of one changes no more once it is on record.
  private final Map<ReplayId, ReplayStatus> known = new ConcurrentHashMap<>();

  EndedReplays(ReplayFolder folder, ReplaySigning signature, ReplayEndings records) {
    this.folder = folder;
    this.signature = signature;
    this.records = records;
  }

  /** Keeps the report of a replay, and puts its end on record if the ledger takes it. */
  void end(ReplayReport report) {
    byte[] bytes = folder.bytes(report);
    folder.write(report.asked().replay(), bytes, signature.sign(report, bytes));
    LOG.info(
        "Replay {} up to position {} ended: {}",
        report.asked().id(),
        report.asked().to(),
        report.outcome());
    record(report.asked());
  }

  /** Puts the end of a replay on record if it is not; a later call makes up for what fails. */
  synchronized void record(ReplayTicket ticket) {
    ReplayId id = ticket.replay();
    Optional<byte[]> bytes = folder.report(id);
    if (bytes.isEmpty() || folder.isRecorded(id)) {
      return;
    }
    Optional<ReplayReport> report = folder.read(bytes.get());
    if (report.isEmpty()) {
      LOG.error("The report of replay {} was changed: it is not put on record", id);
      return;
    }
    try {
      records.end(ticket, report.get().outcome(), bytes.get());
      folder.writeRecorded(id);
    } catch (RuntimeException failure) {
      LOG.warn("The end of replay {} is not on record yet: {}", id, failure.toString());
    }
  }

  /** Whether a replay has left a report. */
  boolean hasEnded(ReplayTicket ticket) {
    return folder.report(ticket.replay()).isPresent();
  }

  /** The bytes of a report; empty until there is one. */
  Optional<byte[]> bytes(ReplayId id) {
    return folder.report(id);
  }

  /** The report in its shape; empty until there is one, and where its file was changed to none. */
  Optional<ReplayReport> report(ReplayId id) {
    return folder.report(id).flatMap(folder::read);
  }

  /** How a replay that left a report stands. */
  Optional<ReplayStatus> status(ReplayTicket ticket) {
    ReplayId id = ticket.replay();
    Optional<ReplayStatus> settled = Optional.ofNullable(known.get(id));
    if (settled.isPresent()) {
      return settled;
    }
    Optional<ReplayStatus> found = read(ticket, id);
    found
        .filter(status -> status.report().filter(Report::recorded).isPresent())
        .ifPresent(status -> known.put(id, status));
    return found;
  }

  /** Forgets a replay whose files are gone. */
  void forget(ReplayId id) {
    known.remove(id);
  }

  private Optional<ReplayStatus> read(ReplayTicket ticket, ReplayId id) {
    return folder
        .report(id)
        .map(
            bytes ->
                new ReplayStatus(
                    ticket,
                    folder.read(bytes).map(ReplayReport::outcome).orElse(ReplayStatus.UNREADABLE),
                    Optional.empty(),
                    Optional.of(
                        new Report(
                            ReplayController.PATH + "/" + id + "/report",
                            ReplaySignature.digest(bytes),
                            folder.signature(id),
                            folder.isRecorded(id)))));
  }
}
