package dev.lanyard.api.start;

import java.util.Optional;
import org.springframework.core.env.Environment;

/** Reads environment variables, or Spring properties of the same name. */
final class Variables {
  private Variables() {}

  /** The value; a variable that is set to nothing counts as unset. */
  static Optional<String> text(Environment environment, String variable) {
    return Optional.ofNullable(environment.getProperty(variable))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
