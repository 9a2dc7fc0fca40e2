package dev.lanyard.domain.command;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ReplayId;
import dev.lanyard.domain.ReplayOutcome;
import dev.lanyard.domain.ResourcePath;
import java.util.Optional;
import org.axonframework.messaging.commandhandling.annotation.Command;

/** What one may put on record of reviews. */
public sealed interface ComplianceCommand extends LifecycleCommand {

  /**
   * Puts the end of a replay on record. Asking again changes nothing: the first end stays.
   *
   * <p>Never refused.
   *
   * @param to the last commit that it replayed, or was asked to; at least 0
   * @param scope what the invariants were checked of; empty for everything
   * @param reportDigest SHA-256 of the report's bytes, 64 hexadecimal digits in lower case
   * @param requestedBy who had it done
   */
  @Command(namespace = NAMESPACE, name = "RecordReplay", version = "1")
  record RecordReplay(
      ReplayId replay,
      long to,
      Optional<ResourcePath> scope,
      ReplayOutcome outcome,
      String reportDigest,
      PrincipalId requestedBy)
      implements ComplianceCommand {}
}
