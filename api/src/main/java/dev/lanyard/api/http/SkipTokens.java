package dev.lanyard.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.domain.MalformedValue;
import java.util.Base64;

/** The cursor of a listing as clients carry it: opaque, and safe in a URL. */
public final class SkipTokens {
  /** The query parameter that it travels in. */
  public static final String PARAMETER = "$skiptoken";

  private SkipTokens() {}

  /** The token of a cursor. */
  public static String of(String cursor) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(UTF_8));
  }

  /**
   * The cursor of a token.
   *
   * @throws MalformedValue if it is none
   */
  public static String cursor(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), UTF_8);
    } catch (IllegalArgumentException e) {
      throw new MalformedValue(PARAMETER, "must be one that a nextLink gave");
    }
  }
}
