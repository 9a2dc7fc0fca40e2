package dev.lanyard.domain;

import java.util.UUID;

/** Reads GUIDs strictly: {@link UUID#fromString} alone also accepts shortened groups. */
final class Guids {
  private static final int LENGTH = 36;

  private Guids() {}

  static UUID parse(String field, String text) {
    if (text.length() != LENGTH) {
      throw new MalformedValue(field, "must be a GUID of 36 characters");
    }
    for (int at = 0; at < LENGTH; at++) {
      char c = text.charAt(at);
      boolean dash = at == 8 || at == 13 || at == 18 || at == 23;
      if (dash ? c != '-' : Character.digit(c, 16) < 0 || c > 'f') {
        throw new MalformedValue(
            field, "must be a GUID such as 8e3af657-a8ff-443c-a75c-2fe8c4bcb635");
      }
    }
    return UUID.fromString(text);
  }
}
