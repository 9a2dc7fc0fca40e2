package dev.lanyard.tokens;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.tokens.ClientAssertions.Proved;
import dev.lanyard.tokens.ClientAssertions.Refused;
import dev.lanyard.tokens.ClientAssertions.Why;
import dev.lanyard.tokens.ClientCertificates.Registered;
import dev.lanyard.tokens.WorkloadAuthority.Issued;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadKeyIT {
  private static final CredentialId ONE = new CredentialId(new UUID(0, 1));
  private static final CredentialId TWO = new CredentialId(new UUID(0, 2));
  private static final ClientId CLIENT =
      ClientId.parse("client", "3f2504e0-4f89-41d3-9a0c-0305e82c3301");
  private static final String ENDPOINT = "https://localhost:8443/T/oauth2/v2.0/token";
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path folder;
  private KeyStore store;
  private Path file;
  private Instant now = START;

  @BeforeEach
  void opens_the_store() {
    store = TestStore.open(folder);
    file = folder.resolve("agent/key.pem");
  }

  @AfterEach
  void closes_the_store() {
    store.close();
  }

  private WorkloadKey enrolled(Path place, CredentialId credential) {
    WorkloadKey key = WorkloadKey.make(place);
    return key.certifiedBy(issued(key, credential).pem());
  }

  private Issued issued(WorkloadKey key, CredentialId credential) {
    return new WorkloadAuthority(store, () -> now)
        .issue(credential, "vm", key.certificateRequest("vm"), now, Duration.ofDays(90));
  }

  private ClientAssertions.Outcome verify(String assertion) {
    return new ClientAssertions(store, () -> now)
        .verify(assertion, CLIENT, Set.of(ENDPOINT), List.of(ONE, TWO));
  }

  @Test
  void a_pair_is_kept_in_a_file_of_its_owner_and_found_again() throws Exception {
    assertThat(WorkloadKey.find(file)).isEmpty();
    WorkloadKey made = WorkloadKey.make(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    WorkloadKey found = WorkloadKey.find(file).orElseThrow();
    assertThat(found.certificate()).isEmpty();
    assertThat(CertificateRequests.provedKey(found.certificateRequest("vm")))
        .isEqualTo(CertificateRequests.provedKey(made.certificateRequest("vm")));
    assertThat(made).hasToString("WorkloadKey[%s]".formatted(file));
  }

  @Test
  void what_the_authority_issues_is_kept_beside_the_key() {
    WorkloadKey key = WorkloadKey.make(file);
    Issued issued = issued(key, ONE);
    Registered expected =
        new Registered(issued.thumbprint(), issued.notBefore(), issued.notAfter());
    assertThat(key.certifiedBy(issued.pem()).certificate()).hasValue(expected);
    assertThat(WorkloadKey.find(file).orElseThrow().certificate()).hasValue(expected);
  }

  @Test
  void an_assertion_proves_the_client_once_and_says_what_it_should() throws Exception {
    enrolled(file, ONE);
    WorkloadKey key = WorkloadKey.find(file).orElseThrow();
    String assertion = key.assertion(CLIENT, ENDPOINT, now);
    SignedJWT parsed = SignedJWT.parse(assertion);
    assertThat(parsed.getHeader().toJSONObject())
        .isEqualTo(
            Map.of(
                "typ",
                "JWT",
                "alg",
                "ES256",
                "x5t#S256",
                key.certificate().orElseThrow().thumbprint()));
    JWTClaimsSet claims = parsed.getJWTClaimsSet();
    assertThat(claims)
        .isEqualTo(
            new JWTClaimsSet.Builder()
                .issuer(CLIENT.toString())
                .subject(CLIENT.toString())
                .audience(ENDPOINT)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)))
                .jwtID(claims.getJWTID())
                .build());
    assertThat(claims.getJWTID()).hasSize(22);
    assertThat(verify(assertion)).isEqualTo(new Proved(ONE));
    assertThat(verify(assertion)).isEqualTo(new Refused(Why.REPLAYED));
    assertThat(verify(key.assertion(CLIENT, ENDPOINT, now))).isEqualTo(new Proved(ONE));
    now = now.plus(Duration.ofDays(91));
    assertThat(verify(key.assertion(CLIENT, ENDPOINT, now)))
        .isEqualTo(new Refused(Why.UNKNOWN_KEY));
  }

  @Test
  void a_renewed_key_takes_the_place_of_the_old_one_and_both_prove_until_it_is_forgotten() {
    WorkloadKey old = enrolled(file, ONE);
    now = START.plus(Duration.ofDays(45));
    Path beside = file.resolveSibling("key.pem.next");
    WorkloadKey next = enrolled(beside, TWO);
    assertThat(WorkloadKey.find(file).orElseThrow().certificate()).isEqualTo(old.certificate());
    WorkloadKey moved = next.moveTo(file);
    assertThat(beside).doesNotExist();
    assertThat(WorkloadKey.find(file).orElseThrow().certificate()).isEqualTo(next.certificate());
    assertThat(verify(old.assertion(CLIENT, ENDPOINT, now))).isEqualTo(new Proved(ONE));
    assertThat(verify(moved.assertion(CLIENT, ENDPOINT, now))).isEqualTo(new Proved(TWO));
    new ClientCertificates(store).forget(ONE);
    assertThat(verify(old.assertion(CLIENT, ENDPOINT, now)))
        .isEqualTo(new Refused(Why.UNKNOWN_KEY));
  }

  @Test
  void a_certificate_for_another_key_is_refused_and_the_file_stays_as_it_was() {
    WorkloadKey key = WorkloadKey.make(file);
    String others = issued(WorkloadKey.make(folder.resolve("other.pem")), ONE).pem();
    for (String bad : List.of(others, others.replaceFirst("MII", "AAA"))) {
      assertThatThrownBy(() -> key.certifiedBy(bad))
          .isInstanceOf(MalformedValue.class)
          .hasMessage("certificate must be a certificate of X.509 for this key");
    }
    assertThat(WorkloadKey.find(file).orElseThrow().certificate()).isEmpty();
    assertThatThrownBy(() -> key.assertion(CLIENT, ENDPOINT, now))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no certificate yet");
  }

  @Test
  void a_file_that_is_no_pair_or_that_others_can_read_is_refused() throws Exception {
    WorkloadKey.make(file);
    String own = Files.readString(file);
    WorkloadKey other = WorkloadKey.make(folder.resolve("other.pem"));
    String others = Files.readString(folder.resolve("other.pem"));
    String mixed =
        own.substring(0, own.indexOf("-----BEGIN PUBLIC"))
            + others.substring(others.indexOf("-----BEGIN PUBLIC"));
    for (String bad : List.of("", "hello", mixed, own + issued(other, ONE).pem())) {
      OwnerFiles.writePrivate(file, bad.getBytes(US_ASCII));
      assertThatThrownBy(() -> WorkloadKey.find(file))
          .isInstanceOf(KeyStoreRefused.class)
          .hasMessage(file + " is no key of a workload: remove it, and enrol again");
    }
    OwnerFiles.writePublic(file, own.getBytes(US_ASCII));
    assertThatThrownBy(() -> WorkloadKey.find(file))
        .isInstanceOf(KeyStoreRefused.class)
        .hasMessageStartingWith(file + " can be read or written by others");
  }
}
