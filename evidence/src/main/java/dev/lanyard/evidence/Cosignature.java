package dev.lanyard.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/**
 * What a witness signs (C2SP tlog-cosignature, Ed25519): that at a time, a checkpoint was the
 * largest that it had seen of the log.
 */
public final class Cosignature {
  private static final int TIME_BYTES = 8;
  private static final int BYTES = TIME_BYTES + 64;

  private Cosignature() {}

  /**
   * The bytes that are signed.
   *
   * @param noteText the text of the checkpoint's note
   * @param at the time; its fraction of a second does not count
   */
  public static byte[] message(String noteText, Instant at) {
    return ("cosignature/v1\ntime " + at.getEpochSecond() + '\n' + noteText).getBytes(UTF_8);
  }

  /**
   * Cosigns a checkpoint.
   *
   * @param signer of the kind {@link KeyKind#COSIGNATURE}
   */
  public static NoteSignature sign(String noteText, Instant at, NoteSigner signer) {
    byte[] signature = signer.sign(message(noteText, at));
    ByteBuffer timed = ByteBuffer.allocate(TIME_BYTES + signature.length);
    timed.putLong(at.getEpochSecond()).put(signature);
    return NoteSignature.of(signer.key(), timed.array());
  }

  /**
   * When a signature of the kind was made.
   *
   * @param timed the signature of a signature line
   * @throws MalformedEvidence if it is not of that kind
   */
  static Instant time(byte[] timed) {
    if (timed.length != BYTES) {
      throw new MalformedEvidence("a cosignature is not of 72 bytes");
    }
    long seconds = ByteBuffer.wrap(timed).getLong();
    if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
      throw new MalformedEvidence("the time of a cosignature is out of range");
    }
    return Instant.ofEpochSecond(seconds);
  }

  /** The Ed25519 signature in it. */
  static byte[] signature(byte[] timed) {
    return Arrays.copyOfRange(timed, TIME_BYTES, timed.length);
  }
}
