package dev.lanyard.tokens;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes and reads X.509 certificates of RFC 5280. Each has a random serial number of 128 bits and
 * names its own and its issuer's key, without which strict verifiers refuse a chain.
 */
final class Certificates {
  private static final int SERIAL_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Certificates() {}

  /** From when until when a certificate counts, in whole seconds as RFC 5280 writes them. */
  record Validity(Instant from, Instant until) {}

  /** A certificate and the private key behind it. */
  record Certified(X509Certificate certificate, PrivateKey key) {
    @Override
    public String toString() {
      return "Certified[%s]".formatted(certificate.getSubjectX500Principal());
    }
  }

  private record Extra(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {}

  /**
   * An authority that vouches for itself and may sign end entities only. Its name holds part of its
   * key's digest, so that two authorities in one trust store are told apart.
   */
  static X509Certificate authority(PublicKey publicKey, PrivateKey key, Validity validity) {
    String mark = HexFormat.of().formatHex(Thumbprints.sha256(publicKey.getEncoded()), 0, 4);
    X500Name name = commonName("Lanyard private CA " + mark);
    return build(
        new JcaX509v3CertificateBuilder(
            name, serial(), Date.from(validity.from), Date.from(validity.until), name, publicKey),
        publicKey,
        publicKey,
        key,
        List.of(
            new Extra(Extension.basicConstraints, true, new BasicConstraints(0)),
            new Extra(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))));
  }

  /** A server's certificate under an authority, for the names and nothing else. */
  static X509Certificate server(
      PublicKey publicKey, Certified authority, List<ServerName> names, Validity validity) {
    X509Certificate above = authority.certificate;
    return build(
        new JcaX509v3CertificateBuilder(
            X500Name.getInstance(above.getSubjectX500Principal().getEncoded()),
            serial(),
            Date.from(validity.from),
            Date.from(validity.until),
            commonName("Lanyard"),
            publicKey),
        publicKey,
        above.getPublicKey(),
        authority.key,
        List.of(
            new Extra(Extension.basicConstraints, true, new BasicConstraints(false)),
            new Extra(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature)),
            new Extra(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth)),
            new Extra(Extension.subjectAlternativeName, false, generalNames(names))));
  }

  /** A certificate that vouches for its key alone: who trusts it, trusts its thumbprint. */
  static X509Certificate selfSigned(String commonName, KeyPair keys, Validity validity) {
    X500Name name = commonName(commonName);
    return build(
        new JcaX509v3CertificateBuilder(
            name,
            serial(),
            Date.from(validity.from),
            Date.from(validity.until),
            name,
            keys.getPublic()),
        keys.getPublic(),
        keys.getPublic(),
        keys.getPrivate(),
        List.of(
            new Extra(Extension.basicConstraints, true, new BasicConstraints(false)),
            new Extra(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))));
  }

  private static X509Certificate build(
      X509v3CertificateBuilder builder,
      PublicKey own,
      PublicKey issuer,
      PrivateKey signer,
      List<Extra> extras) {
    try {
      JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
      for (Extra extra : extras) {
        builder.addExtension(extra.oid, extra.critical, extra.value);
      }
      builder.addExtension(
          Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(own));
      builder.addExtension(
          Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(issuer));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder(KeyPairs.signatureOf(signer)).build(signer)));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException failure) {
      throw new KeyStoreRefused("a certificate cannot be made: " + failure.getMessage(), failure);
    }
  }

  private static X500Name commonName(String text) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, text).build();
  }

  private static BigInteger serial() {
    // The top bit keeps it positive, distinct from zero, and of one length.
    return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1);
  }

  /**
   * Reads one certificate in DER.
   *
   * @throws GeneralSecurityException if it is none
   */
  static X509Certificate parse(byte[] der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(der));
  }

  /** Whether the authority's key has signed it. */
  static boolean isSignedBy(X509Certificate certificate, X509Certificate authority) {
    try {
      certificate.verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException other) {
      return false;
    }
  }

  /** Whether it is for these names, in this order, and no others. */
  static boolean isFor(X509Certificate certificate, List<ServerName> names) {
    try {
      byte[] value = certificate.getExtensionValue(Extension.subjectAlternativeName.getId());
      return value != null
          && JcaX509ExtensionUtils.parseExtensionValue(value)
              .equals(generalNames(names).toASN1Primitive());
    } catch (IOException malformed) {
      return false;
    }
  }

  private static GeneralNames generalNames(List<ServerName> names) {
    return new GeneralNames(
        names.stream().map(ServerName::general).toArray(GeneralName[]::new));
  }
}
