package dev.lanyard.api.principal;

import dev.lanyard.api.own.Fields;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.Texts;
import dev.lanyard.domain.command.PrincipalCommand.RegisterPrincipal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code PUT /principals/{id}} asks for.
 *
 * @param state empty where a principal's state shall stay as it is; a new one is enabled
 */
record PrincipalRequest(
    @Schema(allowableValues = {"User", "Group", "ServicePrincipal"}) String type,
    String issuer,
    String subject,
    Optional<String> displayName,
    @Schema(allowableValues = {"Enabled", "Disabled"}) Optional<String> state) {
  private static final int DISPLAY_NAME_LENGTH_MAX = 256;

  static PrincipalRequest of(Json body) {
    var fields = Fields.of(body, Set.of("type", "issuer", "subject", "displayName", "state"));
    var state = fields.text("state");
    if (state.isPresent() && !Set.of("Enabled", "Disabled").contains(state.get())) {
      throw new MalformedValue("state", "must be Enabled or Disabled");
    }
    return new PrincipalRequest(
        fields.required("type"),
        fields.required("issuer"),
        fields.required("subject"),
        fields.text("displayName"),
        state);
  }

  RegisterPrincipal toCommand(PrincipalId principal) {
    return new RegisterPrincipal(
        principal,
        PrincipalType.parse("type", type),
        new Subject(issuer, subject),
        new Personal(
            displayName.map(
                name -> Texts.require("displayName", name, 1, DISPLAY_NAME_LENGTH_MAX))));
  }

  boolean disables() {
    return state.filter("Disabled"::equals).isPresent();
  }

  boolean enables() {
    return state.filter("Enabled"::equals).isPresent();
  }
}
