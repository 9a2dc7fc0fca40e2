package dev.lanyard.domain.event;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ReplayId;
import dev.lanyard.domain.ReplayOutcome;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Tags;
import java.util.Optional;
import java.util.Set;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.messaging.eventstreaming.Tag;

/** What reviewers had this installation prove of itself, and what it had to forget. */
public sealed interface ComplianceEvent extends LifecycleEvent {

  /**
   * A replay of the ledger ended, and left a report.
   *
   * @param to the last commit that it replayed, or was asked to
   * @param scope what the invariants were checked of; empty for everything
   * @param reportDigest SHA-256 of the report's bytes, 64 hexadecimal digits in lower case
   * @param requestedBy who had it done
   */
  @Event(namespace = NAMESPACE, name = "ReplayEnded", version = "1")
  record ReplayEnded(
      ReplayId replay,
      long to,
      Optional<ResourcePath> scope,
      ReplayOutcome outcome,
      String reportDigest,
      PrincipalId requestedBy)
      implements ComplianceEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.replay(replay));
    }
  }

  /**
   * The personal part of an earlier event was destroyed with its salt, in the transaction of this
   * one's commit. Its digest stays, and with it every proof (ADR 0013).
   *
   * @param position of that event
   * @param event its stored name, without its namespace
   * @param reason why; a text that stays
   */
  @Event(namespace = NAMESPACE, name = "PersonalPartErased", version = "1")
  record PersonalPartErased(long position, String event, String reason) implements ComplianceEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.erased(position));
    }
  }
}
