package dev.lanyard.evidence.bundle;

import java.util.Optional;

/**
 * Something that is wrong with a bundle.
 *
 * @param file where; a path within the bundle, or empty for the bundle as a whole
 * @param position which event, where it is about one
 * @param what what is wrong, in one line that repeats nothing of the input
 */
public record Finding(String file, Optional<Long> position, String what) {

  /** One line for people. */
  public String text() {
    String where = position.map(number -> file + ", position " + number).orElse(file);
    return where.isEmpty() ? what : where + ": " + what;
  }
}
