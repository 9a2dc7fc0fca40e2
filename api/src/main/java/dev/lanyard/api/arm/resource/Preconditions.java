package dev.lanyard.api.arm.resource;

import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.Revision;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code If-Match} and {@code If-None-Match} (RFC 9110, sections 13.1.1 and 13.1.2). */
final class Preconditions {
  private static final String IF_MATCH = "If-Match";
  private static final String IF_NONE_MATCH = "If-None-Match";

  private static final Pattern TAG =
      Pattern.compile("\\G\\s*(?<weak>W/)?\"(?<tag>[^\"]{0,64})\"\\s*(?<more>,|$)");

  /** The tags that this server gives out: {@link Revision#etag} without the quotes. */
  private static final Pattern OURS = Pattern.compile("[1-9][0-9]{0,17}");

  private Preconditions() {}

  /** What the sender holds to be true. */
  static Precondition of(ArmRequest request) {
    Optional<String> match = request.header(IF_MATCH);
    Optional<String> noneMatch = request.header(IF_NONE_MATCH);
    if (match.isPresent() && noneMatch.isPresent()) {
      throw new MalformedValue(IF_NONE_MATCH, "cannot be combined with " + IF_MATCH);
    }
    if (match.isPresent()) {
      return isStar(match.get())
          ? new Precondition.Exists()
          : new Precondition.Matches(tags(IF_MATCH, match.get(), false));
    }
    if (noneMatch.isPresent()) {
      return isStar(noneMatch.get())
          ? new Precondition.Absent()
          : new Precondition.Differs(tags(IF_NONE_MATCH, noneMatch.get(), true));
    }
    return new Precondition.Always();
  }

  private static boolean isStar(String value) {
    return value.trim().equals("*");
  }

  /** Weak tags match in the weak comparison only, which {@code If-Match} does not use. */
  private static Set<Revision> tags(String header, String value, boolean weakToo) {
    Set<Revision> tags = new HashSet<>();
    Matcher matcher = TAG.matcher(value);
    boolean more = true;
    while (more && matcher.find()) {
      String tag = matcher.group("tag");
      if (OURS.matcher(tag).matches() && (weakToo || matcher.group("weak") == null)) {
        tags.add(new Revision(Long.parseLong(tag)));
      }
      more = !matcher.group("more").isEmpty();
    }
    if (more || matcher.end() != value.length()) {
      throw new MalformedValue(header, "must be * or a list of entity tags in quotes");
    }
    return tags;
  }
}
