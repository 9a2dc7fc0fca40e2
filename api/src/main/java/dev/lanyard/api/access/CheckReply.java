package dev.lanyard.api.access;

import java.util.List;

/** What {@code POST /access/check} answers: to one question, or to many. */
public sealed interface CheckReply permits CheckAnswer, CheckReply.Many {

  /**
   * To many.
   *
   * @param results one for each question, in their order
   */
  record Many(List<CheckAnswer> results) implements CheckReply {
    public Many {
      results = List.copyOf(results);
    }
  }
}
