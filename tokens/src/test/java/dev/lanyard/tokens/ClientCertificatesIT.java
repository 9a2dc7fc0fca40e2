package dev.lanyard.tokens;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.tokens.Certificates.Validity;
import dev.lanyard.tokens.ClientCertificates.Registered;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientCertificatesIT {
  private static final CredentialId ONE = new CredentialId(new UUID(0, 1));
  private static final Instant FROM = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-04-01T12:00:00Z");

  @TempDir Path folder;
  private KeyStore store;
  private ClientCertificates certificates;

  @BeforeEach
  void opens_the_store() {
    store = TestStore.open(folder);
    certificates = new ClientCertificates(store);
  }

  @AfterEach
  void closes_the_store() {
    store.close();
  }

  private static X509Certificate certificate(KeyPair keys) {
    return Certificates.selfSigned("a client", keys, new Validity(FROM, UNTIL));
  }

  private static KeyPair keys(String algorithm, int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  @Test
  void a_certificate_is_kept_and_told_by_its_thumbprint_and_dates() {
    for (KeyPair keys : List.of(KeyPairs.newRsa(), KeyPairs.newEc())) {
      X509Certificate certificate = certificate(keys);
      assertThat(certificates.register(ONE, Pem.of(certificate)))
          .isEqualTo(
              new Registered(Base64Texts.encode(Thumbprints.sha256(certificate)), FROM, UNTIL));
      assertThat(certificates.find(ONE)).hasValue(certificate);
    }
  }

  @Test
  void what_tools_write_around_a_certificate_is_passed_over() {
    X509Certificate certificate = certificate(KeyPairs.newEc());
    certificates.register(
        ONE, "Bag Attributes\r\n  x: 1\r\n" + Pem.of(certificate).replace("\n", "\r\n") + "\r\n");
    assertThat(certificates.find(ONE)).hasValue(certificate);
  }

  @Test
  void a_forgotten_certificate_is_gone() {
    certificates.register(ONE, Pem.of(certificate(KeyPairs.newEc())));
    certificates.forget(ONE);
    assertThat(certificates.find(ONE)).isEmpty();
  }

  @Test
  void what_is_not_one_public_certificate_is_refused_and_nothing_is_kept() {
    KeyPair keys = KeyPairs.newEc();
    String good = Pem.of(certificate(keys));
    refused("", "must be one certificate in PEM");
    refused("hello", "must be one certificate in PEM");
    refused(good + good, "must be one certificate in PEM");
    refused(good.replace("CERTIFICATE", "PUBLIC KEY"), "must be one certificate in PEM");
    refused(good.replaceFirst("MII", "M?I"), "must be a certificate in PEM");
    refused(good.replaceFirst("MII", "AAA"), "must be a certificate of X.509 in PEM");
    refused("x".repeat(32 * 1024 + 1), "must have at most 32768 characters");
    String leak = "must not hold a private key: send the certificate alone";
    refused(Pem.of(keys.getPrivate()) + good, leak);
    refused(good + Pem.of(keys.getPrivate()).replace("PRIVATE", "RSA PRIVATE"), leak);
  }

  @Test
  void keys_that_are_weak_or_of_another_kind_are_refused() throws Exception {
    String unfit = "must be for a key of RSA, 2048 to 8192 bits, or EC on P-256";
    refused(Pem.of(certificate(keys("RSA", 1024))), unfit);
    KeyPairGenerator p384 = KeyPairGenerator.getInstance("EC");
    p384.initialize(new ECGenParameterSpec("secp384r1"));
    refused(Pem.of(certificate(p384.generateKeyPair())), unfit);
  }

  private void refused(String pem, String why) {
    assertThatThrownBy(() -> certificates.register(ONE, pem))
        .isInstanceOf(MalformedValue.class)
        .hasMessage("certificate " + why);
    assertThat(store.ids(KeyKind.CERTIFICATE)).isEmpty();
  }

  @Test
  void a_self_signed_pair_fits_together_and_can_be_registered() throws Exception {
    String pem = ClientCertificates.selfSigned("an operator", FROM, Duration.ofDays(31));
    X509Certificate certificate =
        Certificates.parse(Pem.first(Pem.CERTIFICATE, pem.getBytes(US_ASCII)));
    assertThat(
            KeyPairs.match(
                Pem.privateKey("RSA", pem.getBytes(US_ASCII)), certificate.getPublicKey()))
        .isTrue();
    assertThat(pem).startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=an operator");
    assertThat(certificates.register(ONE, Pem.of(certificate)))
        .isEqualTo(
            new Registered(Base64Texts.encode(Thumbprints.sha256(certificate)), FROM, UNTIL));
  }

  @Test
  void a_name_that_no_certificate_can_hold_is_refused() {
    for (String bad : List.of("", "x".repeat(65), "a\0b")) {
      assertThatThrownBy(() -> ClientCertificates.selfSigned(bad, FROM, Duration.ofDays(1)))
          .isInstanceOf(MalformedValue.class)
          .hasMessageStartingWith("commonName ");
    }
  }
}
