package dev.lanyard.domain;

/** Checks the length of free texts and refuses control characters in them. */
public final class Texts {
  private Texts() {}

  /**
   * Returns the text if it has {@code min} to {@code max} characters, none of them a control
   * character other than tab and line feeds, and no half of a surrogate pair.
   *
   * @throws MalformedValue otherwise; names {@code field}
   */
  public static String require(String field, String text, int min, int max) {
    if (text.length() < min || text.length() > max) {
      throw new MalformedValue(field, "must have " + min + " to " + max + " characters");
    }
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      boolean control = Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
      if (control || Character.getType(c) == Character.SURROGATE) {
        throw new MalformedValue(field, "has a character that texts may not have");
      }
      at += Character.charCount(c);
    }
    return text;
  }
}
