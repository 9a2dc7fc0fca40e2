package dev.lanyard.api.trust;

import dev.lanyard.api.own.Fields;
import dev.lanyard.domain.Audience;
import dev.lanyard.domain.Audience.Form;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.SigningAlgorithm;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import java.util.Set;

/**
 * An audience as this surface reads and tells it.
 *
 * @param audience how clients ask for it, without a slash at its end
 * @param tokenVersion the claim {@code ver} of its tokens
 * @param signingAlgorithm by which they are signed; absent for the installation's
 * @param lifetimeSeconds of its tokens; absent for the installation's
 */
public record AudienceBody(
    String audience,
    @Schema(allowableValues = {"1.0", "2.0"}) String tokenVersion,
    @Schema(allowableValues = {"RS256", "ES256"}) Optional<String> signingAlgorithm,
    @Schema(minimum = "600", maximum = "86400") Optional<Integer> lifetimeSeconds) {

  static AudienceBody of(Audience audience) {
    return new AudienceBody(
        audience.uri(),
        audience.form().toString(),
        audience.algorithm().map(SigningAlgorithm::name),
        audience.lifetimeSeconds());
  }

  /**
   * Reads what an audience shall be.
   *
   * @throws MalformedValue if it cannot be; names the field
   */
  static Audience read(Json body) {
    var fields =
        Fields.of(body, Set.of("audience", "tokenVersion", "signingAlgorithm", "lifetimeSeconds"));
    return new Audience(
        fields.required("audience"),
        form(fields.required("tokenVersion")),
        fields
            .text("signingAlgorithm")
            .map(text -> SigningAlgorithm.parse("signingAlgorithm", text)),
        fields.value("lifetimeSeconds").map(AudienceBody::seconds));
  }

  private static Form form(String text) {
    for (Form form : Form.values()) {
      if (form.toString().equals(text)) {
        return form;
      }
    }
    throw new MalformedValue("tokenVersion", "must be 1.0 or 2.0");
  }

  private static int seconds(Json value) {
    if (value instanceof Json.Num(var number)) {
      try {
        return number.intValueExact();
      } catch (ArithmeticException fraction) {
        throw new MalformedValue("lifetimeSeconds", "must be a whole number of seconds");
      }
    }
    throw new MalformedValue("lifetimeSeconds", "must be a number");
  }
}
