package dev.lanyard.api.compliance;

import dev.lanyard.projections.replay.Finding;
import dev.lanyard.projections.replay.ReplayResult.Held;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.util.HtmlUtils;

/** The forms of a report for people: findings as a table of text, and a page to print. */
final class ReplayForms {
  private static final String CSV_HEAD = "check,rule,position,path,what\r\n";

  private ReplayForms() {}

  /** The findings as CSV (RFC 4180), with a line of names. */
  static String csv(ReplayReport report) {
    StringBuilder lines = new StringBuilder(CSV_HEAD);
    for (Finding finding : report.findings()) {
      lines
          .append(cell(finding.check().toString()))
          .append(',')
          .append(cell(finding.rule()))
          .append(',')
          .append(finding.position())
          .append(',')
          .append(cell(finding.path().orElse("")))
          .append(',')
          .append(cell(finding.what()))
          .append("\r\n");
    }
    return lines.toString();
  }

  /** What a spreadsheet would take for a formula gets an apostrophe in front. */
  private static String cell(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }

  /** A page without script: all of the report. */
  static String html(ReplayReport report) {
    StringBuilder page =
        new StringBuilder(
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Replay</title><style>
            body{font:14px sans-serif;margin:2em}table{border-collapse:collapse;margin:1em 0}
            td,th{border:1px solid #999;padding:.3em .6em;text-align:left;vertical-align:top}
            td{overflow-wrap:anywhere}
            </style></head><body>
            <h1>Replay of the ledger</h1>
            """);
    page.append("<p>Outcome: <strong>").append(escaped(report.outcome())).append("</strong></p>");
    table(page, figures(report));
    invariants(page, report);
    views(page, report);
    findings(page, report);
    return page.append("</body></html>\n").toString();
  }

  private static Map<String, String> figures(ReplayReport report) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("Replay", report.asked().id());
    rows.put("Asked by", report.asked().requestedBy());
    rows.put("Asked at", report.asked().requestedAt().toString());
    rows.put("Ended at", report.endedAt().toString());
    rows.put("Up to position", Long.toString(report.asked().to()));
    rows.put("Scope", report.asked().scope().orElse("everything"));
    rows.put("Checks", String.join(", ", report.asked().checks()));
    rows.put("Software", report.software());
    report
        .replayed()
        .ifPresent(
            it -> {
              rows.put("Events", it.events() + " in " + it.commits() + " commits");
              rows.put("First commit", told(it.firstCommittedAt()));
              rows.put("Last commit", told(it.lastCommittedAt()));
              rows.put("Events a second", Long.toString(it.eventsPerSecond()));
            });
    report.durationMillis().ifPresent(millis -> rows.put("Took", millis + " ms"));
    report
        .tree()
        .ifPresent(
            tree -> {
              rows.put("Root of the tree", tree.root());
              rows.put(
                  "Verified against",
                  "%s of %s rows: %s"
                      .formatted(
                          tree.against().orElse("nothing"),
                          told(tree.againstSize()),
                          tree.equal().orElse(false) ? "equal" : "not equal"));
            });
    rows.put("Findings", Long.toString(report.findingsFound()));
    report.failure().ifPresent(why -> rows.put("Failure", why));
    return rows;
  }

  private static String told(Optional<?> value) {
    return value.map(Object::toString).orElse("none");
  }

  private static void table(StringBuilder page, Map<String, String> rows) {
    page.append("<table>\n");
    rows.forEach((name, value) -> row(page, name, value));
    page.append("</table>\n");
  }

  private static void invariants(StringBuilder page, ReplayReport report) {
    page.append("<h2>Invariants</h2>\n<table><tr><th>rule<th>checked<th>broken</tr>\n");
    for (Held held : report.invariants()) {
      row(page, held.text(), Long.toString(held.checked()), Long.toString(held.broken()));
    }
    page.append("</table>\n");
  }

  private static void views(StringBuilder page, ReplayReport report) {
    page.append("<h2>Read models</h2>\n<table><tr><th>view<th>rows<th>differences</tr>\n");
    for (ReplayReport.View view : report.views()) {
      row(
          page,
          view.view(),
          Long.toString(view.rowsCompared()),
          Long.toString(view.differencesFound()));
    }
    page.append("</table>\n");
  }

  private static void findings(StringBuilder page, ReplayReport report) {
    page.append(
        "<h2>Findings</h2>\n<table><tr><th>check<th>rule<th>position<th>path<th>what</tr>\n");
    for (Finding finding : report.findings()) {
      row(
          page,
          finding.check().toString(),
          finding.rule(),
          Long.toString(finding.position()),
          finding.path().orElse(""),
          finding.what());
    }
    page.append("</table>\n");
  }

  private static void row(StringBuilder page, String... cells) {
    page.append("<tr>");
    for (String cell : cells) {
      page.append("<td>").append(escaped(cell)).append("</td>");
    }
    page.append("</tr>\n");
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }
}
