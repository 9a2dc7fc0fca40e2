package dev.lanyard.api.http;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The surfaces of this server. Each tells refusals in a form of its own. */
public enum Surface {
  /** Azure Resource Manager (CONTRACT, section 4). */
  ARM,
  /** The slice of Microsoft Graph (CONTRACT, section 5). */
  GRAPH,
  /** Our own: all that is none of the others. */
  OWN;

  private static final Pattern START = Pattern.compile("/*(?<word>[A-Za-z0-9.]*)");

  /** The surface that a path's first segment names, in any case. */
  public static Surface ofSegment(String first) {
    return switch (first.toLowerCase(Locale.ROOT)) {
      case "subscriptions", "providers", "tenants" -> ARM;
      case "v1.0" -> GRAPH;
      default -> OWN;
    };
  }

  /**
   * The surface that was meant by a path that may be unreadable; decides only in which form a
   * refusal is told.
   *
   * @param raw {@code null} where the request line could not be read
   */
  public static Surface meantBy(@Nullable String raw) {
    Matcher start = START.matcher(raw == null ? "" : raw);
    return start.lookingAt() ? ofSegment(start.group("word")) : OWN;
  }
}
