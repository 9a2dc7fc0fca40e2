package dev.lanyard.eventstore;

import dev.lanyard.domain.ReplayId;
import dev.lanyard.domain.ReplayOutcome;
import dev.lanyard.domain.UsageSummary;
import dev.lanyard.domain.UsageSummary.Counts;
import dev.lanyard.domain.command.ComplianceCommand.ErasePersonalPart;
import dev.lanyard.domain.command.ComplianceCommand.RecordReplay;
import dev.lanyard.domain.command.LedgerCommand.SummariseUsage;
import dev.lanyard.domain.compliance.ComplianceRules;
import dev.lanyard.domain.usage.UsageRules;
import dev.lanyard.eventstore.Bench.Ask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Commands that leave something for reviewers. */
final class ReviewWorld {
  private static final Instant DAY = Instant.parse("2026-01-02T03:04:05Z");

  private ReviewWorld() {}

  static Ask<?, ?> summarise(long segment) {
    long before = segment * UsageSummary.SEGMENT_RECORDS;
    return new Ask<>(
        UsageRules.SUMMARISE,
        new SummariseUsage(
            new UsageSummary(
                before + 1,
                before + UsageSummary.SEGMENT_RECORDS,
                DAY,
                DAY,
                List.of(),
                0,
                Counts.NONE,
                7)));
  }

  static Ask<?, ?> recordReplay(String name) {
    return new Ask<>(
        ComplianceRules.RECORD_REPLAY,
        new RecordReplay(
            new ReplayId(World.id(name)),
            1,
            Optional.empty(),
            ReplayOutcome.CLEAN,
            "0".repeat(64),
            World.OPERATOR));
  }

  static Ask<?, ?> erase(long position) {
    return new Ask<>(
        ComplianceRules.ERASE, new ErasePersonalPart(position, "PrincipalRegistered", "asked for"));
  }
}
