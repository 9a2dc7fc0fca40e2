package dev.lanyard.tokens;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Texts;
import dev.lanyard.tokens.ClientCertificates.Registered;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Optional;

/**
 * The key pair of a workload, on the curve P-256, where the workload runs: in a file of its own
 * (0600, both halves in PEM), which the private key never leaves. Once a certificate was issued for
 * it, the file holds that too, so that both are replaced in one step.
 *
 * <p>A renewal makes a second key beside the first, has it certified, and moves it into the first
 * one's place: at every moment there is a file with a key that proves the workload.
 */
public final class WorkloadKey {
  private static final int CERTIFICATE_CHARACTERS_MAX = 32 * 1024;

  private final Path file;
  private final KeyPair keys;
  private final Optional<X509Certificate> certificate;

  private WorkloadKey(Path file, KeyPair keys, Optional<X509Certificate> certificate) {
    this.file = file;
    this.keys = keys;
    this.certificate = certificate;
  }

  /**
   * Makes a pair in this file, durably, in the place of what the file held.
   *
   * @throws KeyStoreRefused if the file cannot be written
   */
  public static WorkloadKey make(Path file) {
    WorkloadKey made = new WorkloadKey(file, KeyPairs.newEc(), Optional.empty());
    made.write();
    return made;
  }

  /**
   * The pair in this file; empty if there is no file.
   *
   * @throws KeyStoreRefused if the file holds something else, or a certificate for another key, or
   *     can be read by others than its owner
   */
  public static Optional<WorkloadKey> find(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] text = OwnerFiles.readPrivate(file);
    try {
      KeyPair keys = pair(text);
      Optional<X509Certificate> certificate = Optional.empty();
      if (new String(text, StandardCharsets.ISO_8859_1).contains(Pem.CERTIFICATE)) {
        certificate = Optional.of(Certificates.parse(Pem.first(Pem.CERTIFICATE, text)));
        if (!certificate.get().getPublicKey().equals(keys.getPublic())) {
          throw new GeneralSecurityException("holds a certificate for another key");
        }
      }
      return Optional.of(new WorkloadKey(file, keys, certificate));
    } catch (GeneralSecurityException unreadable) {
      throw new KeyStoreRefused(file + " is no key of a workload: remove it, and enrol again");
    }
  }

  private static KeyPair pair(byte[] text) throws GeneralSecurityException {
    PrivateKey key = Pem.privateKey("EC", text);
    PublicKey publicKey =
        KeyFactory.getInstance("EC")
            .generatePublic(new X509EncodedKeySpec(Pem.first(Pem.PUBLIC_KEY, text)));
    if (!KeyPairs.match(key, publicKey)) {
      throw new GeneralSecurityException("holds halves of two pairs");
    }
    return new KeyPair(publicKey, key);
  }

  /**
   * A request for a certificate, signed with the key (PKCS#10, RFC 2986), in PEM.
   *
   * @param commonName 1 to 64 characters; whoever signs it chooses another at will
   * @throws MalformedValue if it is not; names {@code commonName}
   */
  public String certificateRequest(String commonName) {
    Texts.require("commonName", commonName, 1, ClientCertificates.COMMON_NAME_MAX);
    return CertificateRequests.make(commonName, keys);
  }

  /**
   * The same key with a certificate, both in its file before this returns.
   *
   * @param pem one certificate in PEM, for this key
   * @throws MalformedValue if it is not that; names {@code certificate}
   * @throws KeyStoreRefused if the file cannot be written
   */
  public WorkloadKey certifiedBy(String pem) {
    byte[] der =
        Pem.only("certificate", "certificate", Pem.CERTIFICATE, pem, CERTIFICATE_CHARACTERS_MAX);
    try {
      X509Certificate parsed = Certificates.parse(der);
      if (parsed.getPublicKey().equals(keys.getPublic())) {
        WorkloadKey certified = new WorkloadKey(file, keys, Optional.of(parsed));
        certified.write();
        return certified;
      }
    } catch (GeneralSecurityException _) {
      // Told below.
    }
    throw new MalformedValue("certificate", "must be a certificate of X.509 for this key");
  }

  /** What its certificate says of itself; empty until there is one. */
  public Optional<Registered> certificate() {
    return certificate.map(Registered::of);
  }

  /**
   * The same key, its file moved to the place of another one in the same folder.
   *
   * @throws KeyStoreRefused if it cannot be moved
   */
  public WorkloadKey moveTo(Path place) {
    OwnerFiles.move(file, place);
    return new WorkloadKey(place, keys, certificate);
  }

  /**
   * A new assertion that proves the client once ({@code private_key_jwt}: RFC 7523, section 2.2):
   * ES256 with {@code x5t#S256}, for ten minutes.
   *
   * @param audience the URL of the token endpoint, exactly
   * @throws IllegalStateException if there is no certificate yet
   */
  public String assertion(ClientId client, String audience, Instant now) {
    X509Certificate named =
        certificate.orElseThrow(() -> new IllegalStateException("no certificate yet"));
    return OwnAssertion.sign(client, audience, now, named, (ECPrivateKey) keys.getPrivate());
  }

  private void write() {
    String text =
        Pem.of(keys.getPrivate())
            + Pem.block(Pem.PUBLIC_KEY, keys.getPublic().getEncoded())
            + certificate.map(Pem::of).orElse("");
    OwnerFiles.writePrivate(file, text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return "WorkloadKey[%s]".formatted(file);
  }
}
