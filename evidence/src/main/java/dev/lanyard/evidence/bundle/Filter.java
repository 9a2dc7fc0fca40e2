package dev.lanyard.evidence.bundle;

import dev.lanyard.evidence.MalformedEvidence;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which events of a span a bundle opens, in the terms in which that can be checked.
 *
 * @param asked as it was asked for, in the words of whoever asked; may be empty
 * @param names the stored names that an event may have; empty for all
 * @param tags texts of tags ({@code key=value}, escaped as ADR 0006 has it), of which an event has
 *     at least one; empty for all events
 * @param beyond what else limits the events, and neither envelopes nor tags show: the names of
 *     those criteria
 */
public record Filter(String asked, List<String> names, List<String> tags, List<String> beyond) {
  /** Every event. */
  public static final Filter ALL = new Filter("", List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Filter {
    names = List.copyOf(names);
    tags = List.copyOf(tags);
    beyond = List.copyOf(beyond);
  }

  /** Whether the name of an event is among those that the filter lets pass. */
  boolean admits(String name) {
    return names.isEmpty() || names.contains(name);
  }

  ObjectNode toJson() {
    ObjectNode json = BundleJson.object().put("asked", asked);
    put(json, "names", names);
    put(json, "tags", tags);
    put(json, "beyond", beyond);
    return json;
  }

  static Filter of(JsonNode json) {
    return new Filter(
        BundleJson.text(json, "asked"),
        texts(json, "names"),
        texts(json, "tags"),
        texts(json, "beyond"));
  }

  private static void put(ObjectNode json, String field, List<String> texts) {
    ArrayNode list = json.putArray(field);
    texts.forEach(list::add);
  }

  private static List<String> texts(JsonNode json, String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode text : BundleJson.list(json, field)) {
      if (!text.isString()) {
        throw new MalformedEvidence(field + " has something that is not a text");
      }
      texts.add(text.asString());
    }
    return texts;
  }
}
