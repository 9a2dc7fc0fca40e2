package dev.lanyard.domain.usage;

import dev.lanyard.domain.About;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.UsageSummary;
import dev.lanyard.domain.command.LedgerCommand.SummariseUsage;
import java.util.List;

/** The rules of what stays known of usage. */
public final class UsageRules {
  /** Says once what the records of a span told, before they go. */
  public static final Rule<SummariseUsage, ? extends About<UsageSummary>> SUMMARISE =
      new Rule<>(SummariseUsage.class, new SummariseUsageDecider());

  private UsageRules() {}

  /** All of them. */
  public static List<Rule<?, ?>> all() {
    return List.of(SUMMARISE);
  }
}
