package dev.lanyard.api.history;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lanyard.api.audit.AuditEvent;
import dev.lanyard.api.own.Pages;
import dev.lanyard.projections.audit.AuditRow;
import dev.lanyard.projections.audit.Timeline;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/**
 * A part of what happened to a subject, oldest first.
 *
 * @param subjects all that the question stands for; empty if nothing of it is on record
 * @param value what happened
 * @param nextLink where the next part is, relative to this server; absent on the last one
 */
public record TimelinePage(List<Stood> subjects, List<Entry> value, Optional<String> nextLink) {

  /**
   * Something that the question stands for.
   *
   * @param id the uid of a thing; the id of a principal, a credential, an assignment or a role
   * @param principals the principals that it had, whose events are told too
   */
  public record Stood(String id, List<String> principals) {
    public Stood {
      principals = List.copyOf(principals);
    }
  }

  /**
   * An event of the timeline. What follows from it is not told for itself.
   *
   * @param event its members stand beside the others
   * @param about which of the subjects it is about
   * @param cascade what fell with it; absent where nothing did
   * @param cause what it follows from; absent where it was asked for
   */
  @Schema(name = "TimelineEntry")
  public record Entry(
      @JsonUnwrapped AuditEvent event,
      List<String> about,
      Optional<Fell> cascade,
      Optional<Cause> cause) {
    public Entry {
      about = List.copyOf(about);
    }

    static Entry of(Timeline.Entry entry) {
      AuditRow row = entry.row();
      String command = "/audit/cascades/" + row.cause().correlation();
      return new Entry(
          AuditEvent.of(row),
          entry.about(),
          Optional.of(new Fell(entry.fell(), command)).filter(fell -> fell.events() > 0),
          row.cascade().from().map(from -> new Cause(from, "/audit/events/" + from)));
    }
  }

  /**
   * What fell with an event.
   *
   * @param events how many events follow from it, of those that the reviewer may see
   * @param link where they are told, relative to this server
   */
  public record Fell(long events, String link) {}

  /**
   * The event that another follows from.
   *
   * @param position of the event in the ledger
   * @param link where it is told, relative to this server
   */
  public record Cause(long position, String link) {}

  public TimelinePage {
    subjects = List.copyOf(subjects);
    value = List.copyOf(value);
  }

  static TimelinePage of(Timeline timeline, HttpServletRequest request) {
    return new TimelinePage(
        timeline.subjects().stream().map(one -> new Stood(one.id(), one.principals())).toList(),
        timeline.entries().stream().map(Entry::of).toList(),
        timeline.next().map(cursor -> Pages.linkTo(cursor, request)));
  }
}
