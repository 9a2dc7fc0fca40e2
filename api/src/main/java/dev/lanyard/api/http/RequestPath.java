package dev.lanyard.api.http;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The path of a request as security, routing and handlers all read it: repeated slashes collapsed,
 * one trailing slash dropped, percent-decoded once (CONTRACT 1, rules 1 and 2). Ambiguous paths
 * have no such reading and are refused.
 *
 * @param segments decoded; printable ASCII without {@code / \ % ;}, none empty and none of dots
 *     only; none at all for the root
 */
public record RequestPath(List<String> segments) {
  private static final String REFUSED = "/\\%;";
  private static final String PLAIN = "-._~!$&'()*+,=:@";

  public RequestPath {
    segments = List.copyOf(segments);
  }

  /**
   * Reads the path of a request line.
   *
   * @param raw as it was sent, without the query
   * @throws MalformedValue if the path has no single meaning; the field is {@code path}
   */
  public static RequestPath parse(String raw) {
    if (!raw.startsWith("/")) {
      throw refused("must start with /");
    }
    List<String> segments = new ArrayList<>();
    for (String segment : raw.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(checked(decoded(segment)));
      }
    }
    if (!segments.isEmpty() && Surface.ofSegment(segments.getFirst()) != Surface.OWN) {
      segments.set(0, segments.getFirst().toLowerCase(Locale.ROOT));
    }
    return new RequestPath(segments);
  }

  private static String decoded(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < segment.length(); at++) {
      char c = segment.charAt(at);
      if (c == '%') {
        if (at + 2 >= segment.length()
            || !HexFormat.isHexDigit(segment.charAt(at + 1))
            || !HexFormat.isHexDigit(segment.charAt(at + 2))) {
          throw refused("has a % that two hexadecimal digits do not follow");
        }
        c = (char) HexFormat.fromHexDigits(segment, at + 1, at + 3);
        at += 2;
      }
      text.append(c);
    }
    return text.toString();
  }

  private static String checked(String segment) {
    boolean dots = true;
    for (int at = 0; at < segment.length(); at++) {
      char c = segment.charAt(at);
      if (c < ' ' || c > '~' || REFUSED.indexOf(c) >= 0) {
        throw refused("may have printable ASCII only, and no ; % \\ or encoded slash");
      }
      dots &= c == '.';
    }
    if (dots) {
      throw refused("has a segment made of dots");
    }
    return segment;
  }

  private static MalformedValue refused(String why) {
    return new MalformedValue("path", why);
  }

  /**
   * The place that a path lies at: the longest beginning of it that is an ARM id, so that what
   * hangs on a place, is done with it or is listed in it lies there. The root for a path that
   * begins as none.
   *
   * @param path as {@link #parse} takes it; one that it refuses lies at the root
   */
  public static ResourcePath placeOf(String path) {
    List<String> segments;
    try {
      segments = parse(path).segments();
    } catch (MalformedValue unreadable) {
      return ResourcePath.ROOT;
    }
    for (int length = segments.size(); length > 0; length--) {
      Optional<ResourcePath> place = place(segments.subList(0, length));
      if (place.isPresent()) {
        return place.get();
      }
    }
    return ResourcePath.ROOT;
  }

  private static Optional<ResourcePath> place(List<String> segments) {
    try {
      return Optional.of(ResourcePath.parse("path", "/" + String.join("/", segments)));
    } catch (MalformedValue none) {
      return Optional.empty();
    }
  }

  /** The surface that the path is on; the root is on our own. */
  public Surface surface() {
    return segments.isEmpty() ? Surface.OWN : Surface.ofSegment(segments.getFirst());
  }

  /** The path percent-encoded again, as frameworks expect it. */
  public String encoded() {
    StringBuilder text = new StringBuilder();
    for (String segment : segments) {
      text.append('/');
      for (int at = 0; at < segment.length(); at++) {
        char c = segment.charAt(at);
        boolean plain =
            (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || PLAIN.indexOf(c) >= 0;
        if (plain) {
          text.append(c);
        } else {
          text.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
        }
      }
    }
    return text.isEmpty() ? "/" : text.toString();
  }
}
