package dev.lanyard.projections.audit;

import dev.lanyard.domain.Json;
import dev.lanyard.domain.UsageSummary;
import dev.lanyard.domain.UsageSummary.Counts;
import dev.lanyard.domain.UsageSummary.Usage;
import dev.lanyard.domain.event.UsageEvent;
import dev.lanyard.domain.event.UsageEvent.UsageSummarised;
import dev.lanyard.projections.audit.Entry.Facet;
import java.util.Optional;

/** What events say of the records that the access log let go of: all, and by principal. */
final class UsageEntries {
  private UsageEntries() {}

  static Entry of(UsageEvent event) {
    return switch (event) {
      case UsageSummarised(var usage) ->
          new Entry(
              "access/" + usage.firstPosition(),
              Optional.empty(),
              Facet.USAGE,
              "",
              false,
              members(usage).optional());
    };
  }

  private static Members members(UsageSummary usage) {
    Members span =
        new Members()
            .number("firstPosition", usage.firstPosition())
            .number("lastPosition", usage.lastPosition())
            .text("from", usage.from())
            .text("until", usage.until());
    return counts(usage.total(), span)
        .number("turnedAway", usage.turnedAway())
        .json(
            "principals", new Json.Arr(usage.principals().stream().map(UsageEntries::of).toList()))
        .number("otherPrincipals", usage.otherPrincipals())
        .json("others", counts(usage.others(), new Members()).optional().orElseThrow());
  }

  private static Json of(Usage usage) {
    return counts(usage.counts(), new Members().text("principal", usage.principal()))
        .text("lastTokenAt", usage.lastTokenAt())
        .optional()
        .orElseThrow();
  }

  private static Members counts(Counts counts, Members into) {
    return into.number("tokensIssued", counts.tokensIssued())
        .number("tokensRefused", counts.tokensRefused())
        .number("commandsRefused", counts.commandsRefused())
        .number("requestsRefused", counts.requestsRefused())
        .number("readings", counts.readings());
  }
}
