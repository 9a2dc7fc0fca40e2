package dev.lanyard.api.principal;

import dev.lanyard.domain.OperatorCredential;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A principal's credential as this surface tells it.
 *
 * @param id made by the server
 * @param kind {@code secret} or {@code certificate}
 * @param thumbprint of a certificate: the SHA-256 of its DER form, base64url
 * @param notBefore from when on it proves something
 * @param notAfter until when
 * @param secret the secret's text: only in the reply that made it, and nowhere else
 */
public record CredentialBody(
    UUID id,
    @Schema(allowableValues = {"secret", "certificate"}) String kind,
    Optional<String> thumbprint,
    Instant notBefore,
    Instant notAfter,
    Optional<String> secret) {

  static CredentialBody of(OperatorCredential credential, Optional<String> secret) {
    return new CredentialBody(
        credential.id().value(),
        credential.kind().name().toLowerCase(Locale.ROOT),
        credential.thumbprint(),
        credential.notBefore(),
        credential.notAfter(),
        secret);
  }

  @Override
  public String toString() {
    return "CredentialBody[id=" + id + "]";
  }
}
