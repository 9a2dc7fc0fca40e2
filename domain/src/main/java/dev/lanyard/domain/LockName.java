package dev.lanyard.domain;

import java.util.Locale;

/** A lock's name: 1 to 260 characters of those that ARM names may have; compares without case. */
public record LockName(String text) {
  /** Longest name, in characters (CONTRACT 10). */
  public static final int LENGTH_MAX = 260;

  public LockName {
    Texts.require("lockName", text, 1, LENGTH_MAX);
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (!ResourcePath.isLetterOrDigit(c) && "-_.() ".indexOf(c) < 0) {
        throw new MalformedValue("lockName", "may have letters, digits, spaces and -_.() only");
      }
    }
  }

  /** The lower-cased name: two names are equal when their keys are. */
  public String key() {
    return text.toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LockName name && name.key().equals(key());
  }

  @Override
  public int hashCode() {
    return key().hashCode();
  }

  /** The name as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
