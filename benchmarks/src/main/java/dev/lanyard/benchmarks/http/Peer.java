package dev.lanyard.benchmarks.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * A server on the loopback address, as a client knows it.
 *
 * @param tls makes connections over TLS; empty where the server speaks in clear
 * @param header a line sent with each request, or nothing
 */
record Peer(int port, Optional<SSLSocketFactory> tls, Optional<String> header) {

  private static final String BEARER = "Authorization: Bearer ";

  /** A server that speaks in clear and asks for no token. */
  static Peer inClear(int port) {
    return new Peer(port, Optional.empty(), Optional.empty());
  }

  /** A server that is trusted by the authority in its data folder; without a token yet. */
  static Peer trusting(int port, Path data) throws IOException {
    try (InputStream pem = Files.newInputStream(data.resolve("tls").resolve("ca.pem"))) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return new Peer(port, Optional.of(context.getSocketFactory()), Optional.empty());
    } catch (GeneralSecurityException malformed) {
      throw new IOException("the authority in " + data + " cannot be trusted", malformed);
    }
  }

  /** The same without a token. */
  Peer withoutToken() {
    return new Peer(port, tls, Optional.empty());
  }

  /** The same with a token. */
  Peer with(String bearer) {
    return withHeader(BEARER + bearer);
  }

  /** The same, with another line sent with each request. */
  Peer withHeader(String line) {
    return new Peer(port, tls, Optional.of(line));
  }

  /** The token that is sent with each request. */
  Optional<String> token() {
    return header
        .filter(line -> line.startsWith(BEARER))
        .map(line -> line.substring(BEARER.length()));
  }

  /** A new connection. */
  Socket connect() throws IOException {
    return tls.isPresent()
        ? tls.get().createSocket("localhost", port)
        : new Socket(InetAddress.getLoopbackAddress(), port);
  }
}
