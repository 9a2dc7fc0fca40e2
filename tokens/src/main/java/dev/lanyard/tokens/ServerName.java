package dev.lanyard.tokens;

import dev.lanyard.domain.MalformedValue;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
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

  /** The names as a certificate holds them, in their order. */
  static GeneralNames all(List<ServerName> names) {
    return new GeneralNames(names.stream().map(ServerName::general).toArray(GeneralName[]::new));
  }

  /** Whether a certificate is for these names, in this order, and no others. */
  static boolean areThoseOf(X509Certificate certificate, List<ServerName> names) {
    try {
      byte[] value = certificate.getExtensionValue(Extension.subjectAlternativeName.getId());
      return value != null
          && JcaX509ExtensionUtils.parseExtensionValue(value)
              .equals(all(names).toASN1Primitive());
    } catch (IOException malformed) {
      return false;
    }
  }

  private GeneralName general() {
    return switch (kind) {
      case DNS -> new GeneralName(GeneralName.dNSName, text);
      case ADDRESS -> new GeneralName(GeneralName.iPAddress, text);
    };
  }
}
