package dev.lanyard.evidence;

import java.util.Optional;

/**
 * What must be true from one envelope of a log to the next: positions have no gap, the events of a
 * commit stand together and have one time, and time does not go back. Not safe for use by several
 * threads at once.
 */
public final class EnvelopeOrder {
  private long next;
  private Optional<Envelope> before = Optional.empty();

  /**
   * Begins to look.
   *
   * @param first the position that comes first
   */
  public EnvelopeOrder(long first) {
    this.next = first;
  }

  /**
   * Takes the next envelope.
   *
   * @throws MalformedEvidence if it cannot come next
   */
  public void next(Envelope envelope) {
    if (envelope.position() != next) {
      throw new MalformedEvidence(
          "the envelope is that of position " + envelope.position() + ", not of " + next);
    }
    before.ifPresent(previous -> requireAfter(previous, envelope));
    before = Optional.of(envelope);
    next++;
  }

  private static void requireAfter(Envelope previous, Envelope envelope) {
    boolean sameCommit = previous.commit() == envelope.commit();
    if (!sameCommit && previous.position() != previous.commit()) {
      throw new MalformedEvidence("the commit before this envelope ends too early");
    }
    if (sameCommit && previous.committedAtMicros() != envelope.committedAtMicros()) {
      throw new MalformedEvidence("the events of one commit have two times");
    }
    if (previous.committedAtMicros() > envelope.committedAtMicros()) {
      throw new MalformedEvidence("the time goes back");
    }
  }
}
