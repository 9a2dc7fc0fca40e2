package dev.lanyard.projections.audit;

import java.util.List;
import java.util.Optional;

/**
 * What happened to a subject, oldest first.
 *
 * @param subjects all that the question stands for: a path may have had several things, told apart
 *     by their uids; only those that an event names which the reviewer sees; empty if there are
 *     none, or the trail never met it
 * @param entries in the order of their positions
 * @param next the cursor of the next part; empty on the last one
 */
public record Timeline(List<Stood> subjects, List<Entry> entries, Optional<String> next) {

  /**
   * Something that the question stands for.
   *
   * @param id the uid of a thing; the id of a principal, a credential, an assignment, a role or a
   *     replay; the path of a subscription
   * @param principals the principals that it had, whose events are told too
   */
  public record Stood(String id, List<String> principals) {
    public Stood {
      principals = List.copyOf(principals);
    }
  }

  /**
   * An event of the timeline. Events that follow from another that is told are folded into it.
   *
   * @param row the event
   * @param about the ids of the subjects that it is about
   * @param fell how many events of its command, that may be seen, follow from it, whatever they are
   *     about
   */
  public record Entry(AuditRow row, List<String> about, long fell) {
    public Entry {
      about = List.copyOf(about);
    }
  }

  public Timeline {
    subjects = List.copyOf(subjects);
    entries = List.copyOf(entries);
  }
}
