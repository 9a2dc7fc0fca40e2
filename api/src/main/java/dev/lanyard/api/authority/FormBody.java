package dev.lanyard.api.authority;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a form, {@code application/x-www-form-urlencoded} in UTF-8, read strictly: whatever
 * could be read in two ways is refused. It never tells a value in a text of its own.
 */
public final class FormBody {
  /** Longest body, in bytes. */
  static final int BYTES_MAX = 64 * 1024;

  private static final int NAME_SHOWN_MAX = 64;
  private static final String TYPE = "application/x-www-form-urlencoded";

  private final Map<String, String> fields;

  private FormBody(Map<String, String> fields) {
    this.fields = fields;
  }

  /**
   * Reads the body of a request.
   *
   * @throws AuthorityRefusal if it is no such form, is too large, or names a field twice
   */
  public static FormBody read(HttpServletRequest request) throws IOException {
    return read(Optional.ofNullable(request.getContentType()), request.getInputStream());
  }

  /**
   * Reads the body of a request to any server.
   *
   * @param type its {@code Content-Type}, if it has one
   * @throws AuthorityRefusal likewise
   */
  public static FormBody read(Optional<String> type, InputStream body) throws IOException {
    if (!type.map(text -> text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .equals(Optional.of(TYPE))) {
      throw AuthorityError.malformed("The body must be " + TYPE + ".").refusal();
    }
    byte[] bytes = body.readNBytes(BYTES_MAX + 1);
    if (bytes.length > BYTES_MAX) {
      throw AuthorityError.tooLarge().refusal();
    }
    return parse(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  /**
   * Reads the text of a form, or the query of a URL.
   *
   * @param text its bytes as characters
   * @throws AuthorityRefusal likewise
   */
  public static FormBody parse(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        if (fields.putIfAbsent(name, value) != null) {
          throw AuthorityError.duplicated(shown(name)).refusal();
        }
      }
    }
    return new FormBody(fields);
  }

  /**
   * Decodes a name or value.
   *
   * @throws AuthorityRefusal if it has a {@code %} without two digits, or is not UTF-8
   */
  static String decoded(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '%') {
        if (at + 2 >= text.length()
            || !HexFormat.isHexDigit(text.charAt(at + 1))
            || !HexFormat.isHexDigit(text.charAt(at + 2))) {
          throw AuthorityError.malformed("A % is not followed by two digits.").refusal();
        }
        bytes.put((byte) HexFormat.fromHexDigits(text, at + 1, at + 3));
        at += 2;
      } else {
        bytes.put((byte) (c == '+' ? ' ' : c));
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException notText) {
      throw AuthorityError.malformed("The body is not UTF-8.").refusal();
    }
  }

  private static String shown(String name) {
    return name.chars().allMatch(c -> c > ' ' && c <= '~') && name.length() <= NAME_SHOWN_MAX
        ? name
        : "?";
  }

  /** The value of a field; empty where the field is absent or has none. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * The value of a field that must be there.
   *
   * @throws AuthorityRefusal if it is absent or empty
   */
  String required(String name) {
    return text(name).orElseThrow(() -> AuthorityError.missing(name).refusal());
  }
}
