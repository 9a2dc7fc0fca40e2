package dev.lanyard.api.compliance;

/** Where ends of replays are put on record. */
@FunctionalInterface
interface ReplayEndings {
  /**
   * Puts one on record, unless it is.
   *
   * @param outcome as its report says
   * @param report the kept bytes
   * @throws RuntimeException if it cannot be recorded
   */
  void end(ReplayTicket ticket, String outcome, byte[] report);
}
