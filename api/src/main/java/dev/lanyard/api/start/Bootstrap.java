package dev.lanyard.api.start;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.tokens.ClientCertificates;
import dev.lanyard.tokens.ClientSecrets;
import dev.lanyard.tokens.OwnerFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * An operator's first credentials, a secret and a certificate. They are durable in the key store
 * and in files for whoever started the server before any fact names them: a start that is cut short
 * is repeated with the same ids, and with the files where they were written already.
 */
public final class Bootstrap {
  /** Time enough to make credentials of one's own; afterwards {@code recover-operator} helps. */
  private static final Duration VALID = Duration.ofDays(365);

  private final DataFolder folder;
  private final Installation installation;
  private final ClientSecrets secrets;
  private final ClientCertificates certificates;
  private final InstantSource clock;

  /** Makes credentials for the operators of an installation. */
  public Bootstrap(
      DataFolder folder,
      Installation installation,
      ClientSecrets secrets,
      ClientCertificates certificates,
      InstantSource clock) {
    this.folder = folder;
    this.installation = installation;
    this.secrets = secrets;
    this.certificates = certificates;
    this.clock = clock;
  }

  /**
   * The ids of an operator's credentials.
   *
   * @param client its client id
   */
  public record Ids(ClientId client, CredentialId secret, CredentialId certificate) {}

  /**
   * Makes the local operator's credentials, or finds those that an earlier start made.
   *
   * @throws StartRefused if the file is there and is none of ours
   */
  public List<OperatorCredential> prepare() {
    var ids =
        new Ids(installation.operatorClient(), installation.secret(), installation.certificate());
    var file = folder.bootstrap();
    if (!Files.exists(file)) {
      return make(ids);
    }
    var known = BootstrapFile.read(file);
    if (!known.client().equals(ids.client())) {
      throw new StartRefused(
          "%s is that of another installation: delete it to have a new one".formatted(file));
    }
    try {
      secrets.adopt(ids.secret(), known.clientSecret());
    } catch (MalformedValue noSecret) {
      throw new StartRefused(file + ": " + noSecret.getMessage());
    }
    return credentials(ids, certificate(ids.client()));
  }

  /** Makes credentials and files anew; what files there are is moved aside. */
  public List<OperatorCredential> replace(Ids ids) {
    var suffix = "." + clock.instant().truncatedTo(ChronoUnit.SECONDS).getEpochSecond() + ".old";
    moveAside(folder.bootstrap(), suffix);
    moveAside(folder.bootstrapCertificate(), suffix);
    return make(ids);
  }

  private List<OperatorCredential> make(Ids ids) {
    var secret = secrets.issue(ids.secret());
    var pem = certificate(ids.client());
    new BootstrapFile(
            installation.tenant(),
            installation.subscription(),
            ids.client(),
            secret,
            folder.bootstrapCertificate().toAbsolutePath().normalize())
        .write(folder.bootstrap());
    return credentials(ids, pem);
  }

  /** The private key and the certificate, from the file or made and written there. */
  private String certificate(ClientId client) {
    var file = folder.bootstrapCertificate();
    if (Files.exists(file)) {
      return new String(OwnerFiles.readPrivate(file), StandardCharsets.US_ASCII);
    }
    var pem = ClientCertificates.selfSigned(client.toString(), clock.instant(), VALID);
    OwnerFiles.writePrivate(file, pem.getBytes(StandardCharsets.US_ASCII));
    return pem;
  }

  private List<OperatorCredential> credentials(Ids ids, String pem) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var registered = certificates.register(ids.certificate(), publicPart(pem));
    return List.of(
        new OperatorCredential(
            ids.secret(), OperatorCredential.Kind.SECRET, Optional.empty(), now, now.plus(VALID)),
        new OperatorCredential(
            ids.certificate(),
            OperatorCredential.Kind.CERTIFICATE,
            Optional.of(registered.thumbprint()),
            registered.notBefore(),
            registered.notAfter()));
  }

  /** The certificate without the key. */
  private String publicPart(String pem) {
    int from = pem.indexOf("-----BEGIN CERTIFICATE-----");
    if (from < 0) {
      throw new StartRefused(
          folder.bootstrapCertificate() + " has no certificate: delete it to have a new one");
    }
    return pem.substring(from);
  }

  private static void moveAside(Path file, String suffix) {
    try {
      if (Files.exists(file)) {
        Files.move(file, file.resolveSibling(file.getFileName() + suffix));
      }
    } catch (IOException failure) {
      throw new StartRefused(file + " cannot be moved aside", failure);
    }
  }
}
