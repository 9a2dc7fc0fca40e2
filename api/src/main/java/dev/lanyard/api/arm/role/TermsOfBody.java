package dev.lanyard.api.arm.role;

import dev.lanyard.api.arm.Fields;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.Texts;
import java.util.Optional;

/** Reads the terms of a role assignment, within the limits of {@link Grant.Terms}. */
final class TermsOfBody {
  private static final int CONDITION_MAX = 8_192;
  private static final int DESCRIPTION_MAX = 2_048;
  private static final int REASON_MAX = 512;
  private static final String VERSION = "2.0";

  private TermsOfBody() {}

  static Grant.Terms read(Fields properties) {
    Optional<String> condition = text(properties, "condition", CONDITION_MAX);
    return new Grant.Terms(
        condition,
        version(properties, condition),
        text(properties, "description", DESCRIPTION_MAX),
        properties.instant("expiresOn"),
        new Personal(text(properties, "reason", REASON_MAX)));
  }

  /** An empty text counts as absent: clients send it where the user gave none. */
  private static Optional<String> text(Fields properties, String name, int max) {
    return properties
        .text(name)
        .filter(text -> !text.isEmpty())
        .map(text -> Texts.require(properties.at(name), text, 1, max));
  }

  private static Optional<String> version(Fields properties, Optional<String> condition) {
    Optional<String> version = properties.text("conditionVersion");
    if (version.filter(given -> !given.equals(VERSION)).isPresent()) {
      throw new MalformedValue(properties.at("conditionVersion"), "must be " + VERSION);
    }
    return condition.map(_ -> VERSION);
  }
}
