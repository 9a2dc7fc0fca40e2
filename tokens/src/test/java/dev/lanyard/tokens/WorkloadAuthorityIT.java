package dev.lanyard.tokens;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.tokens.WorkloadAuthority.Issued;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadAuthorityIT {
  private static final CredentialId ONE = new CredentialId(new UUID(0, 1));
  private static final CredentialId TWO = new CredentialId(new UUID(0, 2));
  private static final Instant FROM = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration VALID = Duration.ofDays(90);
  private static final String UNFIT =
      "must be for a key of RSA, 2048 to 8192 bits, or EC on P-256";
  private static final String UNSIGNED = "must be signed with its own key, and SHA-256 or better";

  @TempDir Path folder;
  private KeyStore store;
  private Instant now = FROM;
  private WorkloadAuthority authority;

  @BeforeEach
  void opens_the_store() {
    store = TestStore.open(folder);
    authority = new WorkloadAuthority(store, () -> now);
  }

  @AfterEach
  void closes_the_store() {
    store.close();
  }

  private static X509Certificate parse(String pem) throws Exception {
    return Certificates.parse(Pem.first(Pem.CERTIFICATE, pem.getBytes(US_ASCII)));
  }

  private Issued issue(KeyPair keys) {
    return authority.issue(
        ONE, "vm 1", CertificateRequests.make("other", keys), FROM.plusMillis(999), VALID);
  }

  @Test
  void a_certificate_is_for_the_key_of_the_request_and_for_clients_alone() throws Exception {
    for (KeyPair keys : List.of(KeyPairs.newEc(), KeyPairs.newRsa())) {
      Issued issued = issue(keys);
      X509Certificate certificate = parse(issued.pem());
      X509Certificate ca = parse(authority.caPem());
      assertThat(issued)
          .isEqualTo(
              new Issued(
                  Pem.of(certificate),
                  Base64Texts.encode(Thumbprints.sha256(certificate)),
                  FROM,
                  FROM.plus(VALID)));
      assertThat(certificate.getPublicKey()).isEqualTo(keys.getPublic());
      assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=vm 1");
      assertThat(certificate.getIssuerX500Principal()).isEqualTo(ca.getSubjectX500Principal());
      assertThat(certificate.getNotBefore()).isEqualTo(FROM);
      assertThat(certificate.getNotAfter()).isEqualTo(FROM.plus(VALID));
      assertThat(certificate.getExtendedKeyUsage()).isEqualTo(List.of("1.3.6.1.5.5.7.3.2"));
      assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
      assertThat(certificate.getKeyUsage())
          .isEqualTo(new boolean[] {true, false, false, false, false, false, false, false, false});
      assertThat(certificate.getSerialNumber().bitLength()).isEqualTo(128);
      certificate.verify(ca.getPublicKey());
      assertThat(new ClientCertificates(store).find(ONE)).hasValue(certificate);
    }
  }

  @Test
  void who_asks_again_for_the_same_key_finds_what_was_issued_and_nobody_else_does() {
    KeyPair keys = KeyPairs.newEc();
    Issued issued = issue(keys);
    assertThat(authority.issuedFor(ONE, CertificateRequests.make("again", keys))).hasValue(issued);
    assertThat(authority.issuedFor(ONE, CertificateRequests.make("a", KeyPairs.newEc()))).isEmpty();
    assertThat(authority.issuedFor(TWO, CertificateRequests.make("again", keys))).isEmpty();
    assertThatThrownBy(() -> authority.issuedFor(ONE, "hello"))
        .isInstanceOf(MalformedValue.class)
        .hasMessageStartingWith("certificateRequest ");
  }

  @Test
  void the_authority_is_made_once_and_is_not_the_one_of_the_server() throws Exception {
    String made = authority.caPem();
    store.close();
    store = TestStore.open(folder);
    authority = new WorkloadAuthority(store, () -> now);
    assertThat(authority.caPem()).isEqualTo(made);
    X509Certificate ca = parse(made);
    assertThat(ca.getSubjectX500Principal().getName()).startsWith("CN=Lanyard workload CA ");
    assertThat(ca.getNotAfter()).isEqualTo(FROM.plus(Duration.ofDays(3650)));
    assertThat(ca.getBasicConstraints()).isZero();
    TlsFiles server = TlsFiles.ensure(folder.resolve("tls"), List.of(), () -> now);
    X509Certificate serverCa = parse(new String(OwnerFiles.read(server.ca()), US_ASCII));
    assertThat(serverCa.getPublicKey()).isNotEqualTo(ca.getPublicKey());
    assertThat(serverCa.getSubjectX500Principal()).isNotEqualTo(ca.getSubjectX500Principal());
  }

  @Test
  void an_authority_that_would_end_first_is_renewed_with_the_same_name_and_key() throws Exception {
    X509Certificate old = parse(authority.caPem());
    now = FROM.plus(Duration.ofDays(3650)).minus(VALID);
    authority.issue(ONE, "a", CertificateRequests.make("a", KeyPairs.newEc()), now, VALID);
    assertThat(authority.caPem()).isEqualTo(Pem.of(old));
    Issued last =
        authority.issue(
            TWO, "a", CertificateRequests.make("a", KeyPairs.newEc()), now.plusSeconds(1), VALID);
    X509Certificate renewed = parse(authority.caPem());
    assertThat(renewed.getNotAfter()).isEqualTo(now.plus(Duration.ofDays(3650)));
    assertThat(renewed.getSubjectX500Principal()).isEqualTo(old.getSubjectX500Principal());
    parse(last.pem()).verify(old.getPublicKey());
  }

  private void refused(String request, String why) {
    assertThatThrownBy(() -> authority.issue(ONE, "vm", request, FROM, VALID))
        .isInstanceOf(MalformedValue.class)
        .hasMessage("certificateRequest " + why)
        .satisfies(
            thrown ->
                assertThat(((MalformedValue) thrown).field()).isEqualTo("certificateRequest"));
    assertThat(new ClientCertificates(store).ids()).isEmpty();
  }

  /** A request for one pair's public key, which another pair's private key has signed. */
  private static String request(KeyPair keys, KeyPair signer, String algorithm) throws Exception {
    return Pem.block(
        Pem.CERTIFICATE_REQUEST,
        new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=a"), keys.getPublic())
            .build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate()))
            .getEncoded());
  }

  @Test
  void a_request_proves_that_its_sender_has_the_private_key() throws Exception {
    KeyPair own = KeyPairs.newEc();
    KeyPair rsa = KeyPairs.newRsa();
    refused(request(own, KeyPairs.newEc(), "SHA256withECDSA"), UNSIGNED);
    refused(request(own, rsa, "SHA256withRSA"), UNSIGNED);
    refused(request(own, own, "SHA1withECDSA"), UNSIGNED);
    refused(request(rsa, rsa, "SHA1withRSA"), UNSIGNED);
    String good = request(own, own, "SHA384withECDSA");
    byte[] der = Pem.first(Pem.CERTIFICATE_REQUEST, good.getBytes(US_ASCII));
    der[der.length - 1] ^= 1;
    refused(Pem.block(Pem.CERTIFICATE_REQUEST, der), UNSIGNED);
    assertThat(authority.issue(ONE, "vm", good, FROM, VALID).notBefore()).isEqualTo(FROM);
  }

  @Test
  void keys_that_are_weak_or_of_another_kind_are_refused() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    refused(CertificateRequests.make("a", generator.generateKeyPair()), UNFIT);
    generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    refused(CertificateRequests.make("a", generator.generateKeyPair()), UNFIT);
    KeyPair ed25519 = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    refused(request(ed25519, ed25519, "Ed25519"), UNFIT);
  }

  @Test
  void a_text_that_is_no_request_is_refused_wherever_it_breaks_off() {
    String good = CertificateRequests.make("a", KeyPairs.newEc());
    refused("", "must be one certificate request in PEM");
    refused(good + good, "must be one certificate request in PEM");
    refused(good.replace("E REQUEST", "E"), "must be one certificate request in PEM");
    refused(good.replaceFirst("MI", "M?"), "must be a certificate request in PEM");
    refused("x".repeat(16 * 1024 + 1), "must have at most 16384 characters");
    refused(
        good + Pem.of(KeyPairs.newEc().getPrivate()),
        "must not hold a private key: send the certificate request alone");
    byte[] der = decoded(good);
    for (int length = 0; length < der.length; length++) {
      refused(
          Pem.block(Pem.CERTIFICATE_REQUEST, Arrays.copyOf(der, length)),
          "must be a request of PKCS#10 in PEM");
    }
  }

  @Test
  void flipped_bits_are_refused_with_the_field_unless_the_key_and_its_proof_stand() {
    byte[] der = decoded(CertificateRequests.make("a", KeyPairs.newEc()));
    PublicKey key = CertificateRequests.provedKey(Pem.block(Pem.CERTIFICATE_REQUEST, der));
    for (int at = 0; at < 4 * der.length; at++) {
      byte[] flipped = der.clone();
      flipped[at / 4] ^= new byte[] {0x01, 0x21, 0x40, (byte) 0xff}[at % 4];
      String request = Pem.block(Pem.CERTIFICATE_REQUEST, flipped);
      try {
        assertThat(CertificateRequests.provedKey(request)).isEqualTo(key);
        // The tag of the attributes, which nobody reads.
        assertThat(der[at / 4]).isEqualTo((byte) 0xa0);
      } catch (MalformedValue refused) {
        assertThat(refused).hasMessageStartingWith("certificateRequest must be ");
      }
    }
  }

  private static byte[] decoded(String pem) {
    return Pem.blocks(pem).getFirst().der();
  }

  @Test
  void names_and_validities_out_of_range_are_refused() {
    String request = CertificateRequests.make("a", KeyPairs.newEc());
    for (String bad : List.of("", "x".repeat(65), "a\0b")) {
      assertThatThrownBy(() -> authority.issue(ONE, bad, request, FROM, VALID))
          .isInstanceOf(MalformedValue.class)
          .hasMessageStartingWith("commonName ");
    }
    for (Duration bad : List.of(Duration.ZERO, Duration.ofMillis(999), Duration.ofDays(398))) {
      assertThatThrownBy(() -> authority.issue(ONE, "vm", request, FROM, bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("validity must be a second to 397 days");
    }
  }
}
