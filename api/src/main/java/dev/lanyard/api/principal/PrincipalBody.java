package dev.lanyard.api.principal;

import dev.lanyard.domain.Principal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import java.util.UUID;

/**
 * A registered principal as this surface tells it.
 *
 * @param id chosen by who registers it
 * @param type {@code User}, {@code Group} or {@code ServicePrincipal}
 * @param issuer the identity provider, as its tokens name it
 * @param subject the principal at that provider
 * @param displayName a name for people
 * @param state {@code Enabled} or {@code Disabled}
 */
public record PrincipalBody(
    UUID id,
    @Schema(allowableValues = {"User", "Group", "ServicePrincipal"}) String type,
    String issuer,
    String subject,
    Optional<String> displayName,
    @Schema(allowableValues = {"Enabled", "Disabled"}) String state) {

  static PrincipalBody of(Principal principal) {
    return new PrincipalBody(
        principal.principal().value(),
        principal.type().toString(),
        principal.subject().issuer(),
        principal.subject().subject(),
        principal.display().text(),
        principal.disabled() ? "Disabled" : "Enabled");
  }
}
