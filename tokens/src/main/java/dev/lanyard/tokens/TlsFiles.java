package dev.lanyard.tokens;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.tokens.Certificates.Certified;
import dev.lanyard.tokens.Certificates.Validity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A private certificate authority and one server certificate under it, all on the curve P-256, in
 * one folder: {@code ca.pem} for clients to trust (0644), {@code ca.key} (0600), {@code server.pem}
 * (the server's certificate, then the authority's) and {@code server.key} (0600). Keys are PKCS#8.
 *
 * <p>A renewal keeps the key and puts a new certificate in the old one's place in one step: whoever
 * reads the files at any moment finds a pair. A renewed authority has the same name and key, so
 * that clients that trust the old {@code ca.pem} go on until it ends.
 */
public final class TlsFiles {
  private static final Duration AUTHORITY_VALID = Duration.ofDays(3650);

  /** What clients accept at most: CA/Browser Forum Baseline Requirements, section 6.3.2, 2023. */
  private static final Duration SERVER_VALID = Duration.ofDays(397);

  private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);

  /** Clients whose clocks are behind accept a new certificate at once. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(10);

  private static final List<String> ALWAYS = List.of("localhost", "127.0.0.1", "::1");

  private final Path folder;
  private final List<ServerName> names;
  private final Instant now;

  private TlsFiles(Path folder, List<ServerName> names, Instant now) {
    this.folder = folder;
    this.names = names;
    this.now = now;
  }

  /**
   * Makes what is missing, and renews a server certificate that ends within 30 days, or is for
   * other names, or is not signed by the authority that is there.
   *
   * @param folder made if it is missing
   * @param names DNS names or IP addresses beside {@code localhost}, {@code 127.0.0.1} and {@code
   *     ::1}, which are always there
   * @throws MalformedValue if a name is neither
   * @throws KeyStoreRefused if a file cannot be used or made, or {@code ca.pem} and {@code ca.key}
   *     are not a pair: clients may trust that authority, so that it is not replaced unasked
   */
  public static TlsFiles ensure(Path folder, List<String> names, InstantSource clock) {
    List<ServerName> all =
        Stream.concat(ALWAYS.stream(), names.stream()).map(ServerName::parse).distinct().toList();
    // RFC 5280 writes times in whole seconds.
    TlsFiles files = new TlsFiles(folder, all, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    try {
      files.ensureServer(files.ensureAuthority());
    } catch (GeneralSecurityException failure) {
      throw new KeyStoreRefused(
          "%s cannot be used: %s".formatted(folder, failure.getMessage()), failure);
    }
    return files;
  }

  /** The authority's certificate, for clients. */
  public Path ca() {
    return folder.resolve("ca.pem");
  }

  /** The server's certificate, then the authority's. */
  public Path certificate() {
    return folder.resolve("server.pem");
  }

  /** The server's private key in PKCS#8. */
  public Path key() {
    return folder.resolve("server.key");
  }

  private Path authorityKey() {
    return folder.resolve("ca.key");
  }

  private Certified ensureAuthority() throws GeneralSecurityException {
    if (!Files.exists(ca())) {
      // Nobody can trust it yet, so that a key that a crash left alone is of no use.
      KeyPair keys = KeyPairs.newEc();
      write(authorityKey(), keys.getPrivate());
      return certify(keys);
    }
    X509Certificate certificate =
        Certificates.parse(Pem.first(Pem.CERTIFICATE, OwnerFiles.read(ca())));
    PrivateKey key = Pem.privateKey("EC", OwnerFiles.readPrivate(authorityKey()));
    if (!KeyPairs.match(key, certificate.getPublicKey())) {
      throw new KeyStoreRefused(
          "%s and %s are not a pair: restore them, or remove both and have clients trust anew"
              .formatted(ca(), authorityKey()));
    }
    boolean outlivesServers =
        certificate
            .getNotAfter()
            .toInstant()
            .isAfter(now.plus(SERVER_VALID).plus(RENEWED_BEFORE_END));
    return outlivesServers
        ? new Certified(certificate, key)
        : certify(new KeyPair(certificate.getPublicKey(), key));
  }

  private Certified certify(KeyPair keys) {
    X509Certificate certificate =
        Certificates.authority("Lanyard private CA", keys, validFor(AUTHORITY_VALID));
    OwnerFiles.writePublic(ca(), Pem.of(certificate).getBytes(StandardCharsets.US_ASCII));
    return new Certified(certificate, keys.getPrivate());
  }

  private void ensureServer(Certified authority) {
    Optional<Certified> server = readServer();
    if (server.isPresent() && isCurrent(server.get().certificate(), authority)) {
      return;
    }
    KeyPair keys =
        server
            .map(pair -> new KeyPair(pair.certificate().getPublicKey(), pair.key()))
            .orElseGet(this::newServerKeys);
    X509Certificate certificate =
        Certificates.server(keys.getPublic(), authority, names, validFor(SERVER_VALID));
    String chain = Pem.of(certificate) + Pem.of(authority.certificate());
    OwnerFiles.writePublic(certificate(), chain.getBytes(StandardCharsets.US_ASCII));
  }

  private KeyPair newServerKeys() {
    KeyPair keys = KeyPairs.newEc();
    write(key(), keys.getPrivate());
    return keys;
  }

  /** The server's pair; empty if it is missing or none, for clients do not depend on it. */
  private Optional<Certified> readServer() {
    if (!Files.exists(certificate()) || !Files.exists(key())) {
      return Optional.empty();
    }
    try {
      X509Certificate certificate =
          Certificates.parse(Pem.first(Pem.CERTIFICATE, OwnerFiles.read(certificate())));
      PrivateKey key = Pem.privateKey("EC", OwnerFiles.readPrivate(key()));
      return KeyPairs.match(key, certificate.getPublicKey())
          ? Optional.of(new Certified(certificate, key))
          : Optional.empty();
    } catch (GeneralSecurityException unreadable) {
      return Optional.empty();
    }
  }

  private boolean isCurrent(X509Certificate certificate, Certified authority) {
    return certificate.getNotAfter().toInstant().isAfter(now.plus(RENEWED_BEFORE_END))
        && !certificate.getNotBefore().toInstant().isAfter(now)
        && ServerName.areThoseOf(certificate, names)
        && endsWith(authority.certificate())
        && Certificates.isSignedBy(certificate, authority.certificate());
  }

  /** Whether the server presents this very certificate of the authority, not one before it. */
  private boolean endsWith(X509Certificate authority) {
    return new String(OwnerFiles.read(certificate()), StandardCharsets.ISO_8859_1)
        .endsWith(Pem.of(authority));
  }

  private void write(Path file, PrivateKey key) {
    OwnerFiles.writePrivate(file, Pem.of(key).getBytes(StandardCharsets.US_ASCII));
  }

  private Validity validFor(Duration time) {
    return new Validity(now.minus(CLOCKS_APART), now.plus(time));
  }
}
