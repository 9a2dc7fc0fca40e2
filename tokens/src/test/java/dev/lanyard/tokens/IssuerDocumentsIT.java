package dev.lanyard.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents come over HTTPS from whom the given authorities vouch for, and from nobody else. */
class IssuerDocumentsIT {
  private static final char[] NO_PASSWORD = {};

  private TlsFiles files;
  private HttpsServer server;
  private URI document;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    files = TlsFiles.ensure(folder, List.of(), InstantSource.system());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(serving()));
    server.createContext(
        "/keys",
        exchange -> {
          byte[] body = "{\"keys\":[]}".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    document = new URI("https://localhost:" + server.getAddress().getPort() + "/keys");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_document_comes_from_a_server_that_an_authority_vouches_for() throws Exception {
    try (IssuerDocuments documents = new IssuerDocuments(trusting())) {
      assertThat(documents.get(document)).isEqualTo("{\"keys\":[]}");
    }
  }

  @Test
  void nothing_comes_from_a_server_that_nobody_vouches_for() throws Exception {
    try (IssuerDocuments documents = new IssuerDocuments()) {
      assertThatThrownBy(() -> documents.get(document))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no answer");
    }
  }

  private SSLContext serving() throws Exception {
    String pem = Files.readString(files.key());
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]*-----", ""));
    java.security.KeyStore own = empty();
    own.setKeyEntry(
        "server",
        KeyFactory.getInstance("EC")
            .generatePrivate(new PKCS8EncodedKeySpec(der)),
        NO_PASSWORD,
        certificates(files.certificate()));
    KeyManagerFactory keys =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, NO_PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private SSLContext trusting() throws Exception {
    java.security.KeyStore trusted = empty();
    trusted.setCertificateEntry("ca", certificates(files.ca())[0]);
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static java.security.KeyStore empty() throws Exception {
    java.security.KeyStore store = java.security.KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Certificate[] certificates(Path pem) throws Exception {
    try (var in = Files.newInputStream(pem)) {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(in)
          .toArray(Certificate[]::new);
    }
  }
}
