package dev.lanyard.api.evidence;

import dev.lanyard.api.start.CheckpointUrl;
import dev.lanyard.evidence.Checkpoint;

/**
 * The log is not a continuation of one that was signed: it was set back, or is another one. Told in
 * one line to the person who starts the server.
 */
public final class HeadNotContained extends RuntimeException {
  private static final long serialVersionUID = 1;

  private HeadNotContained(String what) {
    super(what);
  }

  private static HeadNotContained setBack(String what) {
    return new HeadNotContained(
        what
            + " Is this a restored backup? Whoever holds that checkpoint can prove that what came"
            + " after the backup is gone. Start with the store that has it; or, to go on with this"
            + " one, raise LANYARD_LOG_EPOCH by one: the log is then signed under a new name, and"
            + " its first checkpoint names the old head.");
  }

  /** The log ends before what was signed. */
  static HeadNotContained shorter(ServedLog log, Checkpoint signed, long size) {
    return setBack(
        "The %s log ends at position %d, but a checkpoint of %s was signed at position %d."
            .formatted(log.name(), size, signed.origin(), signed.size()));
  }

  /** The log is as long, and has another root there. */
  static HeadNotContained other(ServedLog log, Checkpoint signed) {
    return setBack(
        "The %s log is not the one that a checkpoint of %s was signed of: up to position %d it has"
                .formatted(log.name(), signed.origin(), signed.size())
            + " another root.");
  }

  /** The head that was kept outside of the store tells nothing. */
  static HeadNotContained unreadable(String place, String why) {
    return new HeadNotContained(
        "%s is no checkpoint that this installation has signed: %s.".formatted(place, why)
            + " Where it was damaged, delete it: the next one is written in its place.");
  }

  /** Nobody can say whether the log was set back. */
  static HeadNotContained unreachable(String place, String why) {
    return new HeadNotContained(
        "%s cannot be read: %s. Without it nobody knows whether the log was set back."
                .formatted(place, why)
            + " Start again when it answers; or, to go on and compare later, set "
            + CheckpointUrl.UNREACHABLE
            + "=go-on.");
  }
}
