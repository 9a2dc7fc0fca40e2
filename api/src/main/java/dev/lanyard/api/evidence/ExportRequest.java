package dev.lanyard.api.evidence;

import dev.lanyard.api.audit.AuditTerms;
import dev.lanyard.api.own.Fields;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * What {@code POST /audit/exports} asks for.
 *
 * @param log {@code lifecycle} or {@code access}
 * @param from the first position, or an RFC 3339 instant; where it is absent, the log's first
 * @param to the last position, or an instant; where it is absent, the last one of now
 * @param filter which events are opened; where it is absent, all that the caller sees
 */
public record ExportRequest(
    @Schema(
            allowableValues = {"lifecycle", "access"},
            defaultValue = "lifecycle")
        String log,
    Optional<String> from,
    Optional<String> to,
    Filter filter) {
  private static final int ITEMS_MAX = 100;
  private static final int ITEM_LENGTH_MAX = 2_048;

  /**
   * All that are given must hold.
   *
   * @param subject as in {@code GET /audit/events}
   * @param resourceGroup likewise
   * @param caller likewise
   * @param operation likewise
   * @param correlation likewise
   * @param names stored names of events, such as {@code lifecycle.RoleAssigned}; empty for all
   * @param tags of which an event has one at least, such as {@code principal=} and an id; empty for
   *     all
   */
  public record Filter(
      Optional<String> subject,
      Optional<String> resourceGroup,
      Optional<String> caller,
      Optional<String> operation,
      Optional<String> correlation,
      List<String> names,
      List<String> tags) {
    private static final Filter ALL =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of());

    public Filter {
      names = List.copyOf(names);
      tags = List.copyOf(tags);
    }

    private static Filter of(Fields fields) {
      return new Filter(
          fields.text("subject"),
          fields.text("resourceGroup"),
          fields.text("caller"),
          fields.text("operation"),
          fields.text("correlation"),
          texts(fields, "names"),
          texts(fields, "tags"));
    }

    /** The criteria that neither envelopes nor tags show, by their names. */
    List<String> beyond() {
      List<String> beyond = new ArrayList<>();
      subject.ifPresent(_ -> beyond.add("subject"));
      resourceGroup.ifPresent(_ -> beyond.add("resourceGroup"));
      caller.ifPresent(_ -> beyond.add("caller"));
      operation.ifPresent(_ -> beyond.add("operation"));
      correlation.ifPresent(_ -> beyond.add("correlation"));
      return beyond;
    }

    /** The same question to the audit trail, for positions from one to another. */
    AuditTerms terms(long first, long last) {
      return new AuditTerms(
          subject,
          resourceGroup,
          caller,
          operation,
          Optional.of(Long.toString(first)),
          Optional.of(Long.toString(last)),
          correlation);
    }
  }

  /**
   * Reads a body; without one, everything is asked for.
   *
   * @throws MalformedValue if it is none; names the field
   */
  static ExportRequest of(Optional<Json> body) {
    if (body.isEmpty()) {
      return new ExportRequest(ServedLog.LIFECYCLE, Optional.empty(), Optional.empty(), Filter.ALL);
    }
    Fields fields = Fields.of(body.get(), Set.of("log", "from", "to", "filter"));
    String log = fields.text("log").orElse(ServedLog.LIFECYCLE);
    if (!Set.of(ServedLog.LIFECYCLE, ServedLog.ACCESS).contains(log)) {
      throw new MalformedValue("log", "must be lifecycle or access");
    }
    Filter filter = fields.value("filter").map(ExportRequest::filter).orElse(Filter.ALL);
    if (log.equals(ServedLog.ACCESS) && !filter.beyond().isEmpty()) {
      throw new MalformedValue("filter", "of the access log takes names and tags alone");
    }
    return new ExportRequest(log, place(fields, "from"), place(fields, "to"), filter);
  }

  private static Filter filter(Json part) {
    return Filter.of(
        Fields.of(
            "filter",
            part,
            Set.of(
                "subject",
                "resourceGroup",
                "caller",
                "operation",
                "correlation",
                "names",
                "tags")));
  }

  /** A position may be a number. */
  private static Optional<String> place(Fields fields, String name) {
    return fields
        .value(name)
        .map(
            value ->
                value instanceof Json.Num(var number)
                    ? number.toPlainString()
                    : Fields.textOf(name, value));
  }

  private static List<String> texts(Fields fields, String name) {
    Optional<Json> value = fields.value(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof Json.Arr(var elements)) || elements.size() > ITEMS_MAX) {
      throw new MalformedValue(fields.at(name), "must be a list of at most " + ITEMS_MAX);
    }
    List<String> texts = new ArrayList<>();
    for (Json element : elements) {
      String text = Fields.textOf(fields.at(name), element);
      if (text.isEmpty() || text.length() > ITEM_LENGTH_MAX) {
        throw new MalformedValue(fields.at(name), "must have texts of 1 to 2048 characters");
      }
      texts.add(text);
    }
    return texts;
  }

  /** In one line, as a query would have it: for the record, and for the bundle. */
  String told(long first, long last) {
    StringJoiner told = new StringJoiner("&");
    told.add("log=" + log).add("from=" + first).add("to=" + last);
    filter.subject.ifPresent(text -> told.add("subject=" + text));
    filter.resourceGroup.ifPresent(text -> told.add("resourceGroup=" + text));
    filter.caller.ifPresent(text -> told.add("caller=" + text));
    filter.operation.ifPresent(text -> told.add("operation=" + text));
    filter.correlation.ifPresent(text -> told.add("correlation=" + text));
    filter.names.forEach(name -> told.add("name=" + name));
    filter.tags.forEach(tag -> told.add("tag=" + tag));
    return told.toString();
  }
}
