package dev.lanyard.api.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.own.Fields;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.WorkloadIssuer;
import dev.lanyard.tokens.ForeignKeys;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import java.util.Set;

/**
 * A trusted issuer as this surface reads and tells it.
 *
 * @param issuer exactly as its tokens name it
 * @param keys its public keys, a JWK Set; absent where they are fetched by its discovery document
 */
public record IssuerBody(
    String issuer, @Schema(implementation = Object.class) Optional<Json> keys) {

  static IssuerBody of(WorkloadIssuer issuer) {
    return new IssuerBody(
        issuer.issuer(), issuer.keys().map(text -> JsonText.read(text.getBytes(UTF_8))));
  }

  /**
   * Reads whom to trust.
   *
   * @throws MalformedValue if it cannot be, or a key is not public; names the field
   */
  static WorkloadIssuer read(Json body) {
    var fields = Fields.of(body, Set.of("issuer", "keys"));
    return new WorkloadIssuer(
        fields.required("issuer"), fields.value("keys").map(IssuerBody::publicKeys));
  }

  private static String publicKeys(Json keys) {
    if (!(keys instanceof Json.Obj)) {
      throw new MalformedValue("keys", "must be a JWK Set");
    }
    return ForeignKeys.require("keys", new String(JsonText.write(keys), UTF_8));
  }
}
