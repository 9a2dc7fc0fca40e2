package dev.lanyard.evidence;

import java.util.Arrays;
import java.util.Optional;

/** What a key signs, by the byte that C2SP signed-note assigns to it. */
public enum KeyKind {
  /** Ed25519 over the text of a note: what a log signs with. */
  ED25519(0x01),
  /** Ed25519 over a checkpoint and the time (C2SP tlog-cosignature): what a witness signs with. */
  COSIGNATURE(0x04);

  private final byte identifier;

  KeyKind(int identifier) {
    this.identifier = (byte) identifier;
  }

  /** The assigned byte. */
  public byte identifier() {
    return identifier;
  }

  static Optional<KeyKind> of(byte identifier) {
    return Arrays.stream(values()).filter(kind -> kind.identifier == identifier).findFirst();
  }
}
