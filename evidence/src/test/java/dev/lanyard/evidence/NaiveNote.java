package dev.lanyard.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A second reading of C2SP signed-note for one Ed25519 key, byte by byte from the end, sharing
 * nothing with what it is to check.
 */
public final class NaiveNote {
  private NaiveNote() {}

  /** Whether the bytes are a note that the key has signed. */
  public static boolean isSignedBy(byte[] note, String vkey) {
    try {
      String bytes = new String(note, ISO_8859_1);
      if (!Arrays.equals(new String(note, UTF_8).getBytes(UTF_8), note)) {
        return false;
      }
      int blank = bytes.lastIndexOf("\n\n");
      String[] parts = vkey.split("[+]", 3);
      byte[] typed = Base64.getDecoder().decode(parts[2]);
      byte[] id = HexFormat.of().parseHex(parts[1]);
      if (blank < 0 || bytes.chars().anyMatch(c -> c < 32 && c != 10) || typed[0] != 1) {
        return false;
      }
      boolean signed = false;
      for (String line : bytes.substring(blank + 2).split("(?<=\n)", -1)) {
        if (line.isEmpty() && signed) {
          continue;
        }
        byte[] signature = signature(line);
        if (signature == null) {
          return false;
        }
        boolean known = name(line).equals(parts[0]) && startsWith(signature, id);
        if (known && !ed25519(note, blank + 1, typed, signature)) {
          return false;
        }
        signed |= known;
      }
      return signed;
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      return false;
    }
  }

  /** The id of a key, as the specification computes it. */
  public static String id(String name, int type, byte[] key) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(name.getBytes(UTF_8));
    digest.update((byte) '\n');
    digest.update((byte) type);
    digest.update(key);
    return HexFormat.of().formatHex(digest.digest(), 0, 4);
  }

  private static String name(String line) {
    String rest = line.substring(4);
    return rest.substring(0, rest.indexOf(' '));
  }

  /** The decoded signature of a line in Latin-1, or nothing if it is no signature line. */
  @SuppressWarnings("NullAway") // Absence is what the caller asks for.
  private static byte[] signature(String line) {
    if (!line.startsWith("\u00e2\u0080\u0094 ") || !line.endsWith("\n")) {
      return null;
    }
    String[] words = line.substring(4, line.length() - 1).split(" ", -1);
    if (words.length != 2 || words[0].isEmpty() || words[0].contains("+")) {
      return null;
    }
    String name = new String(words[0].getBytes(ISO_8859_1), UTF_8);
    if (name.codePoints().anyMatch(c -> Character.isSpaceChar(c) || Character.isWhitespace(c))) {
      return null;
    }
    byte[] decoded = Base64.getDecoder().decode(words[1]);
    boolean canonical = Base64.getEncoder().encodeToString(decoded).equals(words[1]);
    return canonical && decoded.length > 4 ? decoded : null;
  }

  private static boolean startsWith(byte[] bytes, byte[] beginning) {
    return Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
  }

  private static boolean ed25519(byte[] note, int length, byte[] typed, byte[] signature)
      throws GeneralSecurityException {
    byte[] key = Arrays.copyOfRange(typed, 1, typed.length);
    boolean odd = (key[31] & 0x80) != 0;
    key[31] &= 0x7f;
    for (int i = 0; i < 16; i++) {
      byte swapped = key[i];
      key[i] = key[31 - i];
      key[31 - i] = swapped;
    }
    var point = new EdECPoint(odd, new BigInteger(1, key));
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point)));
    verifier.update(note, 0, length);
    try {
      return verifier.verify(signature, 4, signature.length - 4);
    } catch (GeneralSecurityException wrongLength) {
      return false;
    }
  }
}
