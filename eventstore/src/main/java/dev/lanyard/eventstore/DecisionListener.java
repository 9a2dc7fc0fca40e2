package dev.lanyard.eventstore;

/** Hears how deciding goes; called on the deciding thread, which must not be held up. */
@FunctionalInterface
public interface DecisionListener {

  /**
   * Something that the rule had read changed before its facts were appended: it decides again.
   *
   * @param operation the command's name
   * @param conflicts how often this has happened to this command, from 1 on
   */
  void decidesAgain(String operation, int conflicts);
}
