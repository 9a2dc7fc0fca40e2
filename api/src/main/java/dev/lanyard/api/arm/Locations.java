package dev.lanyard.api.arm;

import dev.lanyard.api.http.Problem;
import dev.lanyard.domain.Texts;
import java.util.Optional;

/** The {@code location} of a body. */
public final class Locations {
  /** Longest location, in characters. */
  public static final int LENGTH_MAX = 90;

  private Locations() {}

  /** The location, where the body has one. */
  public static Optional<String> of(Fields body) {
    return body.text("location").map(text -> Texts.require("location", text, 1, LENGTH_MAX));
  }

  /** The location of a body that must have one. */
  public static String required(Fields body) {
    return of(body)
        .orElseThrow(
            () ->
                Problem.of(400, "LocationRequired", "The location property is required.")
                    .at("location")
                    .exception());
  }
}
