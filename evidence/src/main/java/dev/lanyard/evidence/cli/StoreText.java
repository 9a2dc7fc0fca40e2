package dev.lanyard.evidence.cli;

import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.store.StoreVerdict;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The verdict on a whole log in words. */
final class StoreText {
  private StoreText() {}

  /** For people: the verdict in the first line. */
  static String people(StoreVerdict verdict) {
    StringBuilder text = new StringBuilder(verdict.valid() ? "VALID\n" : "NOT VALID\n");
    verdict.wrong().ifPresent(wrong -> VerdictText.line(text, "wrong", wrong.text()));
    verdict.checkpoint().ifPresent(checkpoint -> checkpoint(text, checkpoint));
    VerdictText.line(
        text,
        verdict.valid() ? "verified" : "until then",
        "%d leaves from position %d on, %d tiles of hashes"
            .formatted(verdict.leaves(), verdict.firstPosition(), verdict.tiles()));
    VerdictText.line(
        text,
        "keys",
        switch (verdict.trust()) {
          case GIVEN_KEYS -> "those that were given";
          case OWN_KEYS -> "the log's own: it agrees with itself, and no more is shown (--key)";
        });
    verdict.remarks().forEach(remark -> VerdictText.line(text, "also", remark));
    return text.toString();
  }

  /** For machines: one JSON object. */
  static String json(StoreVerdict verdict) {
    JsonMapper mapper = new JsonMapper();
    ObjectNode json = mapper.createObjectNode().put("valid", verdict.valid());
    verdict.wrong().ifPresent(wrong -> VerdictText.put(json.putObject("wrong"), wrong));
    verdict
        .checkpoint()
        .ifPresent(head -> json.put("origin", head.origin()).put("size", head.size()));
    json.put("firstPosition", verdict.firstPosition()).put("leaves", verdict.leaves());
    json.put("tiles", verdict.tiles()).put("trust", verdict.trust().name());
    ArrayNode remarks = json.putArray("remarks");
    verdict.remarks().forEach(remarks::add);
    return mapper.writeValueAsString(json) + '\n';
  }

  private static void checkpoint(StringBuilder text, Checkpoint checkpoint) {
    VerdictText.line(text, "log", checkpoint.origin());
    VerdictText.line(text, "checkpoint", "of " + checkpoint.size() + " leaves");
  }
}
