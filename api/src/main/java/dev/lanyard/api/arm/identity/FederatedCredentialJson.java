package dev.lanyard.api.arm.identity;

import dev.lanyard.api.arm.Fields;
import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.FederatedCredential.Match;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Texts;
import dev.lanyard.domain.federation.ClaimsExpression;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A federated credential as ARM reads and writes it (CONTRACT 2.4 and 4.2). */
final class FederatedCredentialJson {
  private static final String TYPE =
      "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials";
  private static final String EXPRESSION = "claimsMatchingExpression";

  private FederatedCredentialJson() {}

  /**
   * Reads what a credential shall be.
   *
   * @param name from the path
   * @throws MalformedValue if it cannot be; names the field
   */
  static FederatedCredential read(String name, Fields body) {
    Fields properties = body.requiredFields("properties");
    Optional<String> expression =
        properties.fields(EXPRESSION).map(FederatedCredentialJson::expression);
    Optional<String> subject = properties.text("subject");
    if (expression.isEmpty() && subject.isEmpty()) {
      throw new MalformedValue(properties.at("subject"), "is required");
    }
    String issuer = properties.requiredText("issuer");
    List<String> audiences = properties.texts("audiences");
    try {
      return new FederatedCredential(name, issuer, new Match(subject, expression), audiences);
    } catch (MalformedValue malformed) {
      throw located(malformed, properties);
    }
  }

  /** The name stands in the path, all else in the properties. */
  private static MalformedValue located(MalformedValue malformed, Fields properties) {
    String field = malformed.field();
    String why = String.valueOf(malformed.getMessage()).substring(field.length() + 1);
    return field.equals("name") ? malformed : new MalformedValue(properties.at(field), why);
  }

  private static String expression(Fields fields) {
    String text = fields.requiredText("value");
    Texts.require(fields.at("value"), text, 1, Match.EXPRESSION_LENGTH_MAX);
    boolean known =
        fields.value("languageVersion").filter(FederatedCredentialJson::isKnown).isPresent();
    if (!known) {
      throw new MalformedValue(
          fields.at("languageVersion"), "must be " + ClaimsExpression.LANGUAGE_VERSION);
    }
    ClaimsExpression.parse(fields.at("value"), text);
    return text;
  }

  private static boolean isKnown(Json version) {
    return version instanceof Json.Num(var number)
        && number.compareTo(BigDecimal.valueOf(ClaimsExpression.LANGUAGE_VERSION)) == 0;
  }

  /** The credential. */
  static Json.Obj of(ResourcePath identity, FederatedCredential credential) {
    JsonBuilder properties = new JsonBuilder().text("issuer", credential.issuer());
    credential.match().subject().ifPresent(subject -> properties.text("subject", subject));
    properties.texts("audiences", credential.audiences());
    credential.match().expression().ifPresent(text -> properties.json(EXPRESSION, written(text)));
    return new JsonBuilder()
        .text("id", identity + "/federatedIdentityCredentials/" + credential.name())
        .text("name", credential.name())
        .text("type", TYPE)
        .json("properties", properties.build())
        .build();
  }

  private static Json written(String expression) {
    return new JsonBuilder()
        .text("value", expression)
        .json(
            "languageVersion", new Json.Num(BigDecimal.valueOf(ClaimsExpression.LANGUAGE_VERSION)))
        .build();
  }
}
