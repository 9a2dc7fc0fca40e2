package dev.lanyard.api.compliance;

import dev.lanyard.domain.SigningAlgorithm;
import dev.lanyard.tokens.TokenIssuer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the server signs of a report: that it drew up these bytes. The statement is a JWS in compact
 * form with the digest of the bytes, by the keys that {@code /discovery/keys} publishes; its {@code
 * typ} is {@code lanyard-replay+jwt}, so that nobody takes it for a token.
 */
final class ReplaySignature implements ReplaySigning {
  /** The {@code typ} of the statement. */
  static final String TYPE = "lanyard-replay+jwt";

  private final TokenIssuer issuer;

  ReplaySignature(TokenIssuer issuer) {
    this.issuer = issuer;
  }

  /** The statement about a report: {@code sub, iat, outcome, to, report_sha256}. */
  @Override
  public String sign(ReplayReport report, byte[] bytes) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", report.asked().id());
    claims.put("iat", report.endedAt().getEpochSecond());
    claims.put("outcome", report.outcome());
    claims.put("to", report.asked().to());
    claims.put("report_sha256", digest(bytes));
    return issuer.sign(claims, SigningAlgorithm.ES256, TYPE);
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
