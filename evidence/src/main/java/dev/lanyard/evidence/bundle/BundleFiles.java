package dev.lanyard.evidence.bundle;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of the files of a bundle, and how large each may be. */
final class BundleFiles {
  static final String MANIFEST = "manifest.json";
  static final String MANIFEST_NOTE = "manifest.note";
  static final String BEFORE = "checkpoint-before.txt";
  static final String AFTER = "checkpoint-after.txt";
  static final String CONSISTENCY = "consistency.txt";
  static final String FRONTIER = "frontier.json";
  static final String ENVELOPES = "envelopes.ndjson";
  static final String EVENTS = "events.ndjson";
  static final String KEYS = "keys.json";

  /** What every manifest lists. */
  static final List<String> REQUIRED =
      List.of(AFTER, BEFORE, CONSISTENCY, ENVELOPES, EVENTS, FRONTIER, KEYS);

  /** How many single proofs a bundle has at most. */
  static final int PROOFS_MAX = 1_000;

  /** How many schemas: far more than there are versions of events. */
  static final int SCHEMAS_MAX = 2_000;

  /** What is read as a whole is not larger than this. */
  static final int WHOLE_BYTES_MAX = 1 << 20;

  /** A line with a leaf of 4 KiB in Base64. */
  static final int ENVELOPE_LINE_BYTES_MAX = 8 << 10;

  /** A line with a payload of 1 MiB, each byte of which may be written as six. */
  static final int EVENT_LINE_BYTES_MAX = 16 << 20;

  private static final Pattern PROOF =
      Pattern.compile("proofs/(?<position>[1-9][0-9]{0,18})\\.tlog-proof");
  private static final Pattern SCHEMA =
      Pattern.compile("schemas/[A-Za-z0-9][A-Za-z0-9._-]{0,199}\\.json");

  private BundleFiles() {}

  /** The name of a single proof. */
  static String proof(long position) {
    return "proofs/" + position + ".tlog-proof";
  }

  /** The name of the schema of a version of an event. */
  static String schema(String name, String version) {
    return "schemas/" + name + '-' + version + ".json";
  }

  /** The position that a single proof is for, by its name. */
  static Optional<Long> provenPosition(String name) {
    Matcher proof = PROOF.matcher(name);
    if (!proof.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(proof.group("position")));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  /** Whether it is the name of a schema. */
  static boolean isSchema(String name) {
    return SCHEMA.matcher(name).matches();
  }

  /** Whether a manifest may list it. */
  static boolean mayBeListed(String name) {
    return REQUIRED.contains(name) || isSchema(name) || provenPosition(name).isPresent();
  }
}
