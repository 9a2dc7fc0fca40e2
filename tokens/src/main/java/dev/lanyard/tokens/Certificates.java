package dev.lanyard.tokens;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
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
  static X509Certificate authority(String name, KeyPair keys, Validity validity) {
    String mark =
        HexFormat.of().formatHex(Thumbprints.sha256(keys.getPublic().getEncoded()), 0, 4);
    X500Name marked = commonName(name + " " + mark);
    return build(
        new Signer(marked, keys.getPublic(), keys.getPrivate()),
        marked,
        keys.getPublic(),
        validity,
        List.of(
            new Extra(Extension.basicConstraints, true, new BasicConstraints(0)),
            new Extra(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))));
  }

  /** A server's certificate under an authority, for the names and nothing else. */
  static X509Certificate server(
      PublicKey publicKey, Certified authority, List<ServerName> names, Validity validity) {
    return build(
        Signer.of(authority),
        commonName("Lanyard"),
        publicKey,
        validity,
        endEntity(
            new Extra(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth)),
            new Extra(Extension.subjectAlternativeName, false, ServerName.all(names))));
  }

  /** A client's certificate under an authority, for proving who it is and nothing else. */
  static X509Certificate client(
      String commonName, PublicKey publicKey, Certified authority, Validity validity) {
    return build(
        Signer.of(authority),
        commonName(commonName),
        publicKey,
        validity,
        endEntity(
            new Extra(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))));
  }

  /** A certificate that vouches for its key alone: who trusts it, trusts its thumbprint. */
  static X509Certificate selfSigned(String commonName, KeyPair keys, Validity validity) {
    X500Name name = commonName(commonName);
    return build(
        new Signer(name, keys.getPublic(), keys.getPrivate()),
        name,
        keys.getPublic(),
        validity,
        endEntity());
  }

  private static List<Extra> endEntity(Extra... more) {
    return Stream.concat(
            Stream.of(
                new Extra(Extension.basicConstraints, true, new BasicConstraints(false)),
                new Extra(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))),
            Arrays.stream(more))
        .toList();
  }

  /** Who signs a certificate. */
  private record Signer(X500Name name, PublicKey publicKey, PrivateKey key) {
    static Signer of(Certified authority) {
      X509Certificate certificate = authority.certificate;
      return new Signer(
          X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
          certificate.getPublicKey(),
          authority.key);
    }
  }

  private static X509Certificate build(
      Signer signer, X500Name subject, PublicKey publicKey, Validity validity, List<Extra> extras) {
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            signer.name,
            serial(),
            Date.from(validity.from),
            Date.from(validity.until),
            subject,
            publicKey);
    try {
      JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
      for (Extra extra : extras) {
        builder.addExtension(extra.oid, extra.critical, extra.value);
      }
      builder.addExtension(
          Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(publicKey));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          ids.createAuthorityKeyIdentifier(signer.publicKey));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder(KeyPairs.signatureOf(signer.key)).build(signer.key)));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException failure) {
      throw new KeyStoreRefused("a certificate cannot be made: " + failure.getMessage(), failure);
    }
  }

  static X500Name commonName(String text) {
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
}
