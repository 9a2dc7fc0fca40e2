package dev.lanyard.evidence.bundle;

import dev.lanyard.evidence.Frontier;
import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.MalformedEvidence;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The file {@code frontier.json}: the tree before the span, by its complete subtrees. */
final class FrontierFile {
  private FrontierFile() {}

  /** The text of the file. */
  static String text(Frontier frontier) {
    ObjectNode json = BundleJson.object().put("size", frontier.size());
    ArrayNode list = json.putArray("subtrees");
    frontier.subtrees().forEach(root -> list.add(root.base64()));
    return BundleJson.pretty(json);
  }

  /**
   * Reads the file.
   *
   * @throws MalformedEvidence if it is none, or not in the form in which it is written
   */
  static Frontier parse(byte[] bytes) {
    JsonNode json = BundleJson.parse(bytes);
    List<Hash> subtrees = new ArrayList<>();
    for (JsonNode root : BundleJson.list(json, "subtrees")) {
      if (!root.isString()) {
        throw new MalformedEvidence("a root of a subtree is not a text");
      }
      subtrees.add(Hash.ofBase64(root.asString()));
    }
    Frontier frontier = new Frontier(BundleJson.number(json, "size"), subtrees);
    BundleJson.requireSame(bytes, text(frontier));
    return frontier;
  }
}
