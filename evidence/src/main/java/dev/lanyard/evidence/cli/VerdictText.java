package dev.lanyard.evidence.cli;

import dev.lanyard.evidence.bundle.Completeness;
import dev.lanyard.evidence.bundle.Finding;
import dev.lanyard.evidence.bundle.Verdict;
import dev.lanyard.evidence.bundle.Verdict.Figures;
import dev.lanyard.evidence.bundle.Verdict.Subject;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A verdict in words. */
final class VerdictText {
  /** So many positions stand in a line for people. */
  private static final int SHOWN_MAX = 20;

  private VerdictText() {}

  /** For people: the verdict in the first line. */
  static String people(Verdict verdict) {
    StringBuilder text = new StringBuilder(verdict.valid() ? "VALID\n" : "NOT VALID\n");
    verdict.wrong().ifPresent(wrong -> line(text, "wrong", wrong.text()));
    verdict.subject().ifPresent(subject -> subject(text, subject));
    Figures figures = verdict.figures();
    line(
        text,
        verdict.valid() ? "verified" : "until then",
        "%d envelopes, %d events opened, %d single proofs, %d schemas"
            .formatted(figures.envelopes(), figures.events(), figures.proofs(), figures.schemas()));
    if (verdict.valid()) {
      line(text, "complete", completeness(verdict.completeness()));
    }
    line(text, "keys", trust(verdict));
    if (figures.erased() > 0) {
      line(text, "erased", erased(figures));
    }
    if (figures.withheld() > 0) {
      line(text, "withheld", "the personal parts of %d events".formatted(figures.withheld()));
    }
    verdict.remarks().forEach(remark -> line(text, "also", remark));
    return text.toString();
  }

  /** For machines: one JSON object. */
  static String json(Verdict verdict) {
    JsonMapper mapper = new JsonMapper();
    ObjectNode json = mapper.createObjectNode().put("valid", verdict.valid());
    verdict.wrong().ifPresent(wrong -> put(json.putObject("wrong"), wrong));
    verdict.subject().ifPresent(subject -> put(json.putObject("subject"), subject));
    Figures figures = verdict.figures();
    ObjectNode counts = json.putObject("verified");
    counts.put("envelopes", figures.envelopes()).put("events", figures.events());
    counts.put("proofs", figures.proofs()).put("schemas", figures.schemas());
    put(json.putObject("complete"), verdict.completeness());
    json.put("trust", verdict.trust().name());
    ArrayNode erased = json.putObject("erased").put("count", figures.erased()).putArray("first");
    figures.erasedPositions().forEach(erased::add);
    json.put("withheld", figures.withheld());
    ArrayNode remarks = json.putArray("remarks");
    verdict.remarks().forEach(remarks::add);
    return mapper.writeValueAsString(json) + '\n';
  }

  private static void subject(StringBuilder text, Subject subject) {
    line(text, "log", subject.origin());
    line(text, "positions", subject.from() + " to " + subject.to());
    line(text, "asked", subject.asked().isEmpty() ? "everything" : subject.asked());
    line(text, "made", subject.madeAt() + " by version " + subject.serverVersion());
  }

  private static String completeness(Completeness completeness) {
    return switch (completeness) {
      case Completeness.Proven(var events) ->
          "yes, and that is proven: the filter means %d events, and each tells what and who"
              .formatted(events);
      case Completeness.NotProvable(var why) -> "not provable: " + why;
      case Completeness.Missing(var position) ->
          "no: position "
              + position
              + " is meant by the filter, and is closed, or not opened whole";
    };
  }

  private static String trust(Verdict verdict) {
    return switch (verdict.trust()) {
      case GIVEN_KEYS -> "those that were given";
      case OWN_KEYS -> "the bundle's own: it agrees with itself, and no more is shown (--key)";
    };
  }

  private static String erased(Figures figures) {
    String positions =
        figures.erasedPositions().stream()
            .limit(SHOWN_MAX)
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return "the personal parts of %d events, as the bundle says: %s%s"
        .formatted(figures.erased(), positions, figures.erased() > SHOWN_MAX ? ", ..." : "");
  }

  static void put(ObjectNode json, Finding wrong) {
    json.put("file", wrong.file());
    wrong.position().ifPresent(position -> json.put("position", position));
    json.put("what", wrong.what());
  }

  private static void put(ObjectNode json, Subject subject) {
    json.put("origin", subject.origin()).put("from", subject.from()).put("to", subject.to());
    json.put("asked", subject.asked()).put("madeAt", subject.madeAt().toString());
    json.put("serverVersion", subject.serverVersion());
  }

  private static void put(ObjectNode json, Completeness completeness) {
    switch (completeness) {
      case Completeness.Proven(var events) -> json.put("state", "proven").put("events", events);
      case Completeness.NotProvable(var why) -> json.put("state", "notProvable").put("why", why);
      case Completeness.Missing(var position) ->
          json.put("state", "missing").put("position", position);
    }
  }

  /** What a bundle says of itself is hostile: nothing of it may move the cursor of a terminal. */
  static void line(StringBuilder text, String what, String value) {
    String shown =
        value
            .codePoints()
            .map(c -> Character.isISOControl(c) ? '?' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    text.append("  %-11s %s\n".formatted(what, shown));
  }
}
