package dev.lanyard.tokens;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.lanyard.domain.MalformedValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesIT {
  private static final char[] NONE = new char[0];

  @TempDir Path folder;
  private Instant now = Instant.now();
  private final InstantSource clock = () -> now;

  private TlsFiles ensure(String... names) {
    return TlsFiles.ensure(folder.resolve("tls"), List.of(names), clock);
  }

  private static List<X509Certificate> read(Path file) throws Exception {
    try (var in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(X509Certificate.class::cast)
          .toList();
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void keys_are_their_owners_and_certificates_everyones() throws IOException {
    TlsFiles files = ensure();
    assertThat(List.of(mode(files.ca()), mode(files.certificate()), mode(files.key())))
        .isEqualTo(List.of("rw-r--r--", "rw-r--r--", "rw-------"));
    assertThat(mode(files.ca().resolveSibling("ca.key"))).isEqualTo("rw-------");
    try (var all = Files.list(files.ca().getParent())) {
      assertThat(all).hasSize(4);
    }
  }

  @Test
  void the_certificates_say_what_strict_verifiers_ask_for() throws Exception {
    TlsFiles files = ensure("lanyard.example", "10.1.2.3");
    X509Certificate authority = read(files.ca()).getFirst();
    X509Certificate server = read(files.certificate()).getFirst();

    assertThat(read(files.certificate())).isEqualTo(List.of(server, authority));
    assertThat(List.copyOf(server.getSubjectAlternativeNames()))
        .isEqualTo(
            List.of(
                List.of(2, "localhost"),
                List.of(7, "127.0.0.1"),
                List.of(7, "0:0:0:0:0:0:0:1"),
                List.of(2, "lanyard.example"),
                List.of(7, "10.1.2.3")));
    assertThat(server.getExtendedKeyUsage()).isEqualTo(List.of("1.3.6.1.5.5.7.3.1"));
    assertThat(server.getBasicConstraints()).isEqualTo(-1);
    assertThat(server.getCriticalExtensionOIDs())
        .isEqualTo(Set.of("2.5.29.15", "2.5.29.19"));
    assertThat(authority.getBasicConstraints()).isZero();
    assertThat(authority.getKeyUsage()).startsWith(false, false, false, false, false, true, true);
    for (X509Certificate each : List.of(authority, server)) {
      assertThat(each.getNonCriticalExtensionOIDs()).contains("2.5.29.14", "2.5.29.35");
      assertThat(each.getSerialNumber().bitLength()).isEqualTo(128);
    }
    assertThat(validDays(server)).isEqualTo(397);
    assertThat(validDays(authority)).isEqualTo(3650);
  }

  private static long validDays(X509Certificate certificate) {
    return Duration.between(
            certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant())
        .toDays();
  }

  @Test
  void a_client_that_trusts_the_authority_is_answered_and_another_is_not() throws Exception {
    TlsFiles files = ensure();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(serverContext(files)));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      int port = server.getAddress().getPort();
      SSLContext trusting = clientContext(files);
      assertThat(status(trusting, "https://localhost:" + port)).isEqualTo(204);
      assertThat(status(trusting, "https://127.0.0.1:" + port)).isEqualTo(204);
      assertThatThrownBy(() -> status(SSLContext.getDefault(), "https://localhost:" + port))
          .isInstanceOf(SSLHandshakeException.class);
    } finally {
      server.stop(0);
    }
  }

  private static int status(SSLContext context, String url) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static SSLContext serverContext(TlsFiles files) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, NONE);
    keys.setKeyEntry(
        "server",
        Pem.privateKey("EC", Files.readAllBytes(files.key())),
        NONE,
        read(files.certificate()).toArray(Certificate[]::new));
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, NONE);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static SSLContext clientContext(TlsFiles files) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, NONE);
    trusted.setCertificateEntry("ca", read(files.ca()).getFirst());
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  @Test
  void nothing_is_made_anew_while_all_is_in_order() throws IOException {
    String before = Files.readString(ensure("a.example").certificate());
    now = now.plus(Duration.ofDays(360));
    assertThat(Files.readString(ensure("a.example").certificate())).isEqualTo(before);
  }

  @Test
  void a_server_certificate_near_its_end_is_renewed_under_the_same_authority() throws Exception {
    TlsFiles files = ensure();
    String authority = Files.readString(files.ca());
    String key = Files.readString(files.key());
    now = now.plus(Duration.ofDays(397 - 29));
    ensure();
    assertThat(Files.readString(files.ca())).isEqualTo(authority);
    assertThat(Files.readString(files.key())).isEqualTo(key);
    X509Certificate renewed = read(files.certificate()).getFirst();
    assertThat(renewed.getNotAfter().toInstant()).isAfter(now.plus(Duration.ofDays(396)));
    renewed.verify(read(files.ca()).getFirst().getPublicKey());
  }

  @Test
  void other_names_ask_for_another_certificate() throws Exception {
    String before = Files.readString(ensure("a.example").certificate());
    TlsFiles files = ensure("b.example");
    assertThat(Files.readString(files.certificate())).isNotEqualTo(before);
    assertThat(read(files.certificate()).getFirst().getSubjectAlternativeNames())
        .contains(List.of(2, "b.example"))
        .doesNotContain(List.of(2, "a.example"));
  }

  @Test
  void a_new_authority_signs_the_server_anew() throws Exception {
    TlsFiles files = ensure();
    Files.delete(files.ca());
    ensure();
    List<X509Certificate> chain = read(files.certificate());
    chain.getFirst().verify(chain.getLast().getPublicKey());
    assertThat(chain.getLast()).isEqualTo(read(files.ca()).getFirst());
  }

  @Test
  void an_authority_near_its_end_is_renewed_with_the_key_that_clients_trust() throws Exception {
    TlsFiles files = ensure();
    X509Certificate before = read(files.ca()).getFirst();
    now = now.plus(Duration.ofDays(3650 - 428));
    ensure();
    X509Certificate server = read(files.certificate()).getFirst();
    assertThat(read(files.certificate()).getLast()).isEqualTo(before);
    now = now.plus(Duration.ofDays(1));
    ensure();
    X509Certificate after = read(files.ca()).getFirst();
    assertThat(after).isNotEqualTo(before);
    assertThat(after.getPublicKey()).isEqualTo(before.getPublicKey());
    assertThat(after.getSubjectX500Principal()).isEqualTo(before.getSubjectX500Principal());
    // The server's own certificate is young, but what it presents behind it has changed.
    assertThat(read(files.certificate()).getFirst()).isNotEqualTo(server);
    assertThat(read(files.certificate()).getLast()).isEqualTo(after);
    read(files.certificate()).getFirst().verify(before.getPublicKey());
  }

  @Test
  void an_authority_without_its_key_is_not_replaced_unasked() throws IOException {
    TlsFiles files = ensure();
    String authority = Files.readString(files.ca());
    Path key = files.ca().resolveSibling("ca.key");
    Files.copy(files.key(), key, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(this::ensure)
        .isInstanceOf(KeyStoreRefused.class)
        .hasMessageContaining("are not a pair");
    Files.delete(key);
    assertThatThrownBy(this::ensure)
        .isInstanceOf(KeyStoreRefused.class)
        .hasMessageStartingWith(key + " cannot be read");
    assertThat(Files.readString(files.ca())).isEqualTo(authority);
  }

  @Test
  void a_server_pair_that_a_crash_or_a_hand_broke_is_made_anew() throws Exception {
    TlsFiles files = ensure();
    OwnerFiles.writePrivate(files.key(), Pem.of(KeyPairs.newEc().getPrivate()).getBytes(US_ASCII));
    ensure();
    assertPair(files);
    OwnerFiles.writePublic(files.certificate(), "nothing".getBytes(US_ASCII));
    ensure();
    assertPair(files);
    Files.delete(files.key());
    ensure();
    assertPair(files);
  }

  private static void assertPair(TlsFiles files) throws Exception {
    assertThat(
            KeyPairs.match(
                Pem.privateKey("EC", Files.readAllBytes(files.key())),
                read(files.certificate()).getFirst().getPublicKey()))
        .isTrue();
  }

  @Test
  void a_name_that_is_none_is_refused_before_anything_is_made() {
    for (String bad : List.of("", "two words", "a..b", "https://a", "1.2.3.4/8", "a".repeat(300))) {
      assertThatThrownBy(() -> ensure(bad))
          .as(bad)
          .isInstanceOf(MalformedValue.class)
          .hasMessage("names must be DNS names or IP addresses");
    }
    assertThat(folder.resolve("tls")).doesNotExist();
  }
}
