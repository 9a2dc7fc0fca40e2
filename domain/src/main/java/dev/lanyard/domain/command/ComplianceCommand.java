package dev.lanyard.domain.command;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ReplayId;
import dev.lanyard.domain.ReplayOutcome;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Texts;
import java.util.Optional;
import org.axonframework.messaging.commandhandling.annotation.Command;

/** What one may put on record of reviews, and have forgotten of persons. */
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

  /**
   * Erases the personal part of an event: the texts that lie beside it under a digest of their own,
   * and their salt (ADR 0013). Asking again changes nothing: the first reason stays.
   *
   * <p>Never refused: what is at a position never changes, so that the sender looks there first.
   *
   * @param position of an event that has a personal part
   * @param event the stored name of that event, without its namespace
   * @param reason why, 1 to {@link #REASON_LENGTH_MAX} characters; it stays on record, and so must
   *     not name the person
   */
  @Command(namespace = NAMESPACE, name = "ErasePersonalPart", version = "1")
  record ErasePersonalPart(long position, String event, String reason)
      implements ComplianceCommand {
    /** As for the reason of a grant. */
    public static final int REASON_LENGTH_MAX = 512;

    /**
     * Checks the position and the reason.
     *
     * @throws MalformedValue if the position is not above 0, or the reason is too short or too long
     *     or has a control character; names the field
     */
    public ErasePersonalPart {
      if (position < 1) {
        throw new MalformedValue("position", "must be above 0");
      }
      Texts.require("reason", reason, 1, REASON_LENGTH_MAX);
    }
  }
}
