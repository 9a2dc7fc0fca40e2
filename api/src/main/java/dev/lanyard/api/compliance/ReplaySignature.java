package dev.lanyard.api.compliance;

import dev.lanyard.evidence.NoteSigner;
import dev.lanyard.evidence.SignedNote;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the server signs of a report: that it drew up these bytes. The statement is a signed note
 * (C2SP signed-note) by the key of the lifecycle log, which who reviews has already. Its second
 * line is no number, so that nobody takes it for a checkpoint.
 */
final class ReplaySignature implements ReplaySigning {
  /** The first line of the statement. */
  static final String FIRST = "lanyard-replay-report/v1";

  private final Supplier<NoteSigner> signer;

  /**
   * Signs for a log.
   *
   * @param signer by the log's key of the moment
   */
  ReplaySignature(Supplier<NoteSigner> signer) {
    this.signer = signer;
  }

  /** The statement about a report: lines {@code origin, replay, to, outcome, sha256}. */
  @Override
  public String sign(ReplayReport report, byte[] bytes) {
    NoteSigner key = signer.get();
    String text =
        """
        %s
        origin %s
        replay %s
        to %s
        outcome %s
        sha256 %s
        """
            .formatted(
                FIRST,
                key.key().name(),
                report.asked().id(),
                report.asked().to(),
                report.outcome(),
                digest(bytes));
    return SignedNote.sign(text, List.of(key)).note();
  }

  /** SHA-256 of some bytes, 64 hexadecimal digits in lower case. */
  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
