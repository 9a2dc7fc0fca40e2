package dev.lanyard.evidence.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.MalformedEvidence;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a bundle says of itself.
 *
 * @param origin the name of the log
 * @param from the first position of the span
 * @param to the last position; one less than {@code from} for an empty span
 * @param filter which events are opened
 * @param madeAt when
 * @param serverVersion by which version of the server
 * @param files every other file but the manifest's note, by its name
 */
record Manifest(
    String origin,
    long from,
    long to,
    Filter filter,
    Instant madeAt,
    String serverVersion,
    SortedMap<String, Content> files) {
  private static final int FORMAT = 1;

  /** The first line of the note that signs a manifest: no log has it as its origin. */
  private static final String NOTE_FIRST = "lanyard.dev/bundle@v1";

  /**
   * What a file holds.
   *
   * @param bytes how many
   * @param sha256 their digest
   */
  record Content(long bytes, Hash sha256) {}

  Manifest {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** The text of the file. */
  String text() {
    ObjectNode json = BundleJson.object();
    json.put("format", FORMAT).put("origin", origin);
    json.putObject("span").put("from", from).put("to", to);
    json.set("filter", filter.toJson());
    json.put("madeAt", madeAt.toString()).put("serverVersion", serverVersion);
    ArrayNode list = json.putArray("files");
    files.forEach(
        (name, content) ->
            list.addObject()
                .put("name", name)
                .put("bytes", content.bytes())
                .put("sha256", content.sha256().base64()));
    return BundleJson.pretty(json);
  }

  /**
   * Reads the file.
   *
   * @throws MalformedEvidence if it is none, lists what a bundle may not have, or is not in the
   *     form in which it is written
   */
  static Manifest parse(byte[] bytes) {
    JsonNode json = BundleJson.parse(bytes);
    if (BundleJson.number(json, "format") != FORMAT) {
      throw new MalformedEvidence("the format of the bundle is not 1");
    }
    Manifest manifest =
        new Manifest(
            BundleJson.text(json, "origin"),
            BundleJson.number(json.path("span"), "from"),
            BundleJson.number(json.path("span"), "to"),
            Filter.of(json.path("filter")),
            BundleJson.instant(json, "madeAt"),
            BundleJson.text(json, "serverVersion"),
            files(BundleJson.list(json, "files")));
    BundleJson.requireSame(bytes, manifest.text());
    manifest.requireSound();
    return manifest;
  }

  /**
   * The text of the note that signs a manifest. It is not the text of a checkpoint: its second line
   * is not a number.
   *
   * @param manifest the text of the file
   */
  static String noteText(String origin, String manifest) {
    String sha256 = Hash.sha256(manifest.getBytes(UTF_8)).base64();
    return NOTE_FIRST + "\norigin " + origin + "\nmanifest " + sha256 + '\n';
  }

  /** What the manifest says of a file. */
  Content content(String name) {
    return Optional.ofNullable(files.get(name))
        .orElseThrow(() -> new BundleRefused(name, "the manifest does not list it"));
  }

  /** The names of all files that the bundle has. */
  Set<String> names() {
    Set<String> names = new HashSet<>(files.keySet());
    names.addAll(List.of(BundleFiles.MANIFEST, BundleFiles.MANIFEST_NOTE));
    return names;
  }

  /** The positions that have a single proof. */
  List<Long> proven() {
    return files.keySet().stream().flatMap(n -> BundleFiles.provenPosition(n).stream()).toList();
  }

  private static SortedMap<String, Content> files(JsonNode list) {
    SortedMap<String, Content> files = new TreeMap<>();
    for (JsonNode file : list) {
      String name = BundleJson.text(file, "name");
      if (!BundleFiles.mayBeListed(name)) {
        throw new MalformedEvidence("it lists a file that no bundle has");
      }
      files.put(
          name,
          new Content(
              BundleJson.number(file, "bytes"), Hash.ofBase64(BundleJson.text(file, "sha256"))));
    }
    return files;
  }

  private void requireSound() {
    if (from < 1 || to < from - 1) {
      throw new MalformedEvidence("the span is none");
    }
    if (!files.keySet().containsAll(BundleFiles.REQUIRED)) {
      throw new MalformedEvidence("it does not list a file that every bundle has");
    }
    long schemas = files.keySet().stream().filter(BundleFiles::isSchema).count();
    if (proven().size() > BundleFiles.PROOFS_MAX || schemas > BundleFiles.SCHEMAS_MAX) {
      throw new MalformedEvidence("it lists more files than a bundle has");
    }
  }
}
