package dev.lanyard.tokens;

/** What an entry of the key store is. The stored names are append-only. */
enum KeyKind {
  /** One entry of known content that tells a wrong master key. */
  CANARY("canary"),
  /** The key of the digests that stand for client secrets. */
  PEPPER("pepper"),
  /** The keys of the texts that clients carry for this server. */
  CARRIED_TEXTS("carried-texts"),
  /** The digest of a client secret, by credential id. */
  SECRET("secret"),
  /** A registered certificate in DER, by credential id. */
  CERTIFICATE("certificate"),
  /** A key that signs tokens with RS256, by its number. */
  SIGNING_KEY("signing-key"),
  /** A key that signs tokens with ES256, by its number. */
  SIGNING_KEY_ES256("signing-key-es256"),
  /** The authority that signs the certificates of workloads, its key and its certificate. */
  WORKLOAD_AUTHORITY("workload-authority"),
  /** A key that signs the heads of a log, by the log's name and its number. */
  LOG_KEY("log-key");

  private final String stored;

  KeyKind(String stored) {
    this.stored = stored;
  }

  /** The name in the file; part of what each entry is sealed with. */
  String stored() {
    return stored;
  }
}
