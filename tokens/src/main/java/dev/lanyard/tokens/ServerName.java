package dev.lanyard.tokens;

import dev.lanyard.domain.MalformedValue;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.util.IPAddress;

/**
 * One name that a server is reached by: a DNS name, perhaps with {@code *} as first label, or an IP
 * address.
 *
 * @param kind how RFC 5280, section 4.2.1.6, calls it
 * @param text the name in lower case
 */
record ServerName(Kind kind, String text) {
  private static final int CHARACTERS_MAX = 253;
  private static final Pattern DNS =
      Pattern.compile("(\\*\\.)?[a-z0-9_]([a-z0-9_-]{0,62})(\\.[a-z0-9_]([a-z0-9_-]{0,62}))*\\.?");

  /** The two kinds that clients look at. */
  enum Kind {
    DNS,
    ADDRESS
  }

  /**
   * Reads a configured name.
   *
   * @throws MalformedValue if it is neither; names {@code names}
   */
  static ServerName parse(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    if (IPAddress.isValid(name)) {
      return new ServerName(Kind.ADDRESS, name);
    }
    if (name.length() > CHARACTERS_MAX || !DNS.matcher(name).matches()) {
      throw new MalformedValue("names", "must be DNS names or IP addresses");
    }
    return new ServerName(Kind.DNS, name);
  }

  /** The name as a certificate holds it. */
  GeneralName general() {
    return switch (kind) {
      case DNS -> new GeneralName(GeneralName.dNSName, text);
      case ADDRESS -> new GeneralName(GeneralName.iPAddress, text);
    };
  }
}
