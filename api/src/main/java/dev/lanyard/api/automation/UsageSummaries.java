package dev.lanyard.api.automation;

import dev.lanyard.api.Authorisation;
import dev.lanyard.api.Caller;
import dev.lanyard.api.Commands;
import dev.lanyard.domain.About;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.UsageSummary;
import dev.lanyard.domain.command.LedgerCommand.SummariseUsage;
import dev.lanyard.domain.usage.UsageRules;
import dev.lanyard.domain.usage.UsageTally;
import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.eventstore.Ledger;
import java.util.List;

/** Sums up records of the access log in the lifecycle ledger, before they go. */
public final class UsageSummaries {
  private static final int READ_RECORDS = 1_024;
  private static final long SPAN_MAX =
      (long) UsageSummary.SEGMENTS_MAX * UsageSummary.SEGMENT_RECORDS;

  private final Ledger<AccessRecord> log;
  private final Commands commands;
  private final Caller caller;

  /**
   * Makes the summaries of a log.
   *
   * @param operator on record as the caller
   */
  public UsageSummaries(Ledger<AccessRecord> log, Commands commands, PrincipalId operator) {
    this.log = log;
    this.commands = commands;
    this.caller = Caller.itself(operator);
  }

  /**
   * Sums up the records from a position on, unless that was done before: a server that ended
   * between a summary and the end of its records finds the summary.
   *
   * @param first the first position of a segment
   * @param last the last position of a segment
   * @return up to where there is a durable summary: {@code last}, or the end of the longest span
   *     that one summary has
   * @throws RuntimeException if the ledger does not take it: then nothing may go
   */
  long summarise(long first, long last) {
    UsageSummary known =
        send(UsageRules.SUMMARISE, tally(first, Math.min(last, first + SPAN_MAX - 1)));
    if (!known.covers(first)) {
      throw new IllegalStateException(
          "the records from %d on are summed up, and those from %d on are not"
              .formatted(known.firstPosition(), first));
    }
    return Math.min(known.lastPosition(), last);
  }

  private <S extends About<UsageSummary>> UsageSummary send(
      Rule<SummariseUsage, S> rule, UsageSummary usage) {
    return commands
        .send(rule, new SummariseUsage(usage), caller, Authorisation.ITSELF)
        .done()
        .after()
        .subject()
        .orElseThrow();
  }

  private UsageSummary tally(long first, long last) {
    UsageTally tally = new UsageTally(first, last);
    long after = first - 1;
    while (after < last) {
      int most = (int) Math.min(READ_RECORDS, last - after);
      List<AccessRecord> records = log.read(after, most);
      records.forEach(record -> tally.add(record.committedAt(), record.event()));
      after = records.getLast().position();
    }
    return tally.summary();
  }
}
