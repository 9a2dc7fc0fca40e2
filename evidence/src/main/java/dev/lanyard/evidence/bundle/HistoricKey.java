package dev.lanyard.evidence.bundle;

import dev.lanyard.evidence.KeyKind;
import dev.lanyard.evidence.MalformedEvidence;
import dev.lanyard.evidence.VerifierKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A key that a log has signed by.
 *
 * @param key what its signatures are verified by
 * @param from since when it signs
 * @param until since when it does not any more; empty for the key that signs now
 */
public record HistoricKey(VerifierKey key, Instant from, Optional<Instant> until) {
  /** More keys than a log has in its life. */
  static final int KEYS_MAX = 1_000;

  /** The text of the file that has them. */
  static String text(List<HistoricKey> keys) {
    ObjectNode json = BundleJson.object();
    ArrayNode list = json.putArray("keys");
    for (HistoricKey key : keys) {
      ObjectNode one = list.addObject();
      one.put("key", key.key.text()).put("from", key.from.toString());
      key.until.ifPresent(until -> one.put("until", until.toString()));
    }
    return BundleJson.pretty(json);
  }

  /**
   * Reads the file.
   *
   * @throws MalformedEvidence if it is none, or not in the form in which it is written
   */
  static List<HistoricKey> parse(byte[] bytes) {
    List<HistoricKey> keys = new ArrayList<>();
    JsonNode list = BundleJson.list(BundleJson.parse(bytes), "keys");
    if (list.size() > KEYS_MAX) {
      throw new MalformedEvidence("there are more than 1,000 keys");
    }
    for (JsonNode one : list) {
      VerifierKey key = VerifierKey.parse(BundleJson.text(one, "key"));
      if (key.kind() != KeyKind.ED25519) {
        throw new MalformedEvidence("a key is not one that a log signs by");
      }
      keys.add(
          new HistoricKey(
              key,
              BundleJson.instant(one, "from"),
              one.has("until") ? Optional.of(BundleJson.instant(one, "until")) : Optional.empty()));
    }
    BundleJson.requireSame(bytes, text(keys));
    return List.copyOf(keys);
  }
}
