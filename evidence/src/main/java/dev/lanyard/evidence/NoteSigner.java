package dev.lanyard.evidence;

/** Whoever signs notes by an Ed25519 key. The key itself stays where it is kept. */
public interface NoteSigner {

  /** What its signatures are verified by. */
  VerifierKey key();

  /**
   * Signs bytes.
   *
   * @param message the text of a note in UTF-8, or what a cosignature is over
   * @return a signature of 64 bytes (RFC 8032, 5.1.6)
   */
  byte[] sign(byte[] message);
}
