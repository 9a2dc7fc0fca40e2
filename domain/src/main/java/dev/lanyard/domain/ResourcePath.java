package dev.lanyard.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An ARM id: the root {@code /}, a subscription, a resource group, or a resource with its parents
 * and extensions. Compares without case and keeps the case it was written with (CONTRACT 1, rule
 * 4). A path names a place; what lives there is a {@link ThingId}.
 */
public final class ResourcePath {
  /** Longest accepted id, in characters. */
  public static final int LENGTH_MAX = 1_024;

  /** Longest accepted resource group name, in characters. */
  public static final int GROUP_NAME_MAX = 90;

  /** Longest accepted name or type segment, in characters. */
  public static final int SEGMENT_MAX = 260;

  /** The root scope. */
  public static final ResourcePath ROOT = new ResourcePath("/", List.of(), Kind.ROOT);

  private static final String REFUSED = "/\\%?#;<>\"{}|^`";

  /** What a path can name. */
  public enum Kind {
    ROOT,
    SUBSCRIPTION,
    GROUP,
    RESOURCE
  }

  private final String text;
  private final String key;
  private final List<String> segments;
  private final Kind kind;

  private ResourcePath(String text, List<String> segments, Kind kind) {
    this.text = text;
    this.key = text.toLowerCase(Locale.ROOT);
    this.segments = segments;
    this.kind = kind;
  }

  /**
   * Reads an ARM id.
   *
   * @param field where the text stood, for the error
   * @param text starts with {@code /}, single slashes, no trailing slash but for the root, ASCII,
   *     at most {@link #LENGTH_MAX} characters
   * @throws MalformedValue if it is anything else; names {@code field}
   */
  public static ResourcePath parse(String field, String text) {
    if (text.equals("/")) {
      return ROOT;
    }
    if (text.length() > LENGTH_MAX) {
      throw new MalformedValue(field, "is longer than " + LENGTH_MAX + " characters");
    }
    if (!text.startsWith("/")) {
      throw new MalformedValue(field, "must start with /");
    }
    List<String> segments = split(field, text);
    Kind kind = kindOf(field, segments);
    return new ResourcePath(text, List.copyOf(segments), kind);
  }

  /** The path of a subscription. */
  public static ResourcePath of(SubscriptionId subscription) {
    return new ResourcePath(
        "/subscriptions/" + subscription,
        List.of("subscriptions", subscription.toString()),
        Kind.SUBSCRIPTION);
  }

  private static List<String> split(String field, String text) {
    List<String> segments = new ArrayList<>();
    int from = 1;
    while (from <= text.length()) {
      int slash = text.indexOf('/', from);
      int to = slash < 0 ? text.length() : slash;
      segments.add(checked(field, text.substring(from, to)));
      from = to + 1;
    }
    if (text.endsWith("/")) {
      throw new MalformedValue(field, "must not end with /");
    }
    return segments;
  }

  private static String checked(String field, String segment) {
    if (segment.isEmpty() || segment.length() > SEGMENT_MAX) {
      throw new MalformedValue(field, "has a segment that is empty or longer than " + SEGMENT_MAX);
    }
    if (segment.equals(".")
        || segment.equals("..")
        || segment.endsWith(" ")
        || segment.startsWith(" ")) {
      throw new MalformedValue(field, "has a segment made of dots, or with spaces at its ends");
    }
    for (int at = 0; at < segment.length(); at++) {
      char c = segment.charAt(at);
      if (c < ' ' || c > '~' || REFUSED.indexOf(c) >= 0) {
        throw new MalformedValue(field, "has a character that names may not have");
      }
    }
    return segment;
  }

  private static Kind kindOf(String field, List<String> segments) {
    if (segments.size() < 2 || !segments.get(0).equalsIgnoreCase("subscriptions")) {
      throw new MalformedValue(field, "must be / or start with /subscriptions/{subscriptionId}");
    }
    SubscriptionId.parse(field + " (subscription)", segments.get(1));
    if (segments.size() == 2) {
      return Kind.SUBSCRIPTION;
    }
    if (segments.size() < 4 || !segments.get(2).equalsIgnoreCase("resourceGroups")) {
      throw new MalformedValue(field, "must go on with /resourceGroups/{name}");
    }
    checkGroupName(field, segments.get(3));
    if (segments.size() == 4) {
      return Kind.GROUP;
    }
    checkProviders(field, segments.subList(4, segments.size()));
    return Kind.RESOURCE;
  }

  private static void checkGroupName(String field, String name) {
    boolean fits = name.length() <= GROUP_NAME_MAX && !name.endsWith(".");
    for (int at = 0; at < name.length() && fits; at++) {
      char c = name.charAt(at);
      fits = isLetterOrDigit(c) || "-_.()".indexOf(c) >= 0;
    }
    if (!fits) {
      throw new MalformedValue(
          field,
          "has a resource group name that is not 1 to "
              + GROUP_NAME_MAX
              + " letters, digits, or -_.() without a dot at its end");
    }
  }

  /** {@code providers/NS/type/name[/type/name]}, and the same again for each extension resource. */
  private static void checkProviders(String field, List<String> rest) {
    int at = 0;
    while (at < rest.size()) {
      boolean complete = at + 3 < rest.size() && isProviders(rest.get(at));
      if (!complete || isProviders(rest.get(at + 2))) {
        throw new MalformedValue(field, "must go on with /providers/{namespace}/{type}/{name}");
      }
      at += 2;
      while (at < rest.size() && !isProviders(rest.get(at))) {
        if (at + 1 >= rest.size()) {
          throw new MalformedValue(field, "ends with a type that has no name");
        }
        at += 2;
      }
    }
  }

  private static boolean isProviders(String segment) {
    return segment.equalsIgnoreCase("providers");
  }

  /** Whether it is an ASCII letter or digit. */
  public static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** What this path names. */
  public Kind kind() {
    return kind;
  }

  /** The lower-cased text: two paths are equal when their keys are; the value of the path tag. */
  public String key() {
    return key;
  }

  /** The last segment: the thing's name, {@code /} for the root. */
  public String name() {
    return segments.isEmpty() ? "/" : segments.getLast();
  }

  /**
   * The full resource type, such as {@code Microsoft.Compute/virtualMachines/extensions}, in the
   * case it was written with; {@code Microsoft.Resources/resourceGroups} for a group and {@code
   * Microsoft.Resources/subscriptions} for a subscription; empty for the root.
   */
  public String type() {
    return switch (kind) {
      case ROOT -> "";
      case SUBSCRIPTION -> "Microsoft.Resources/subscriptions";
      case GROUP -> "Microsoft.Resources/resourceGroups";
      case RESOURCE -> {
        int at = lastProviders();
        StringBuilder type = new StringBuilder(segments.get(at + 1));
        for (int t = at + 2; t < segments.size(); t += 2) {
          type.append('/').append(segments.get(t));
        }
        yield type.toString();
      }
    };
  }

  /** Whether the resource type is this one, without case. */
  public boolean hasType(String type) {
    return type().equalsIgnoreCase(type);
  }

  /** The subscription that this path is or lies in; empty for the root. */
  public Optional<SubscriptionId> subscription() {
    return segments.isEmpty()
        ? Optional.empty()
        : Optional.of(SubscriptionId.parse("subscription", segments.get(1)));
  }

  /** The resource group that this path is or lies in; empty above groups. */
  public Optional<ResourcePath> group() {
    return segments.size() < 4 ? Optional.empty() : Optional.of(firstSegments(4));
  }

  /**
   * What this lies directly in: a child resource in its parent, an extension in what it extends, a
   * resource in its group, a group in its subscription, a subscription in the root. The root is its
   * own parent.
   */
  public ResourcePath parent() {
    return switch (kind) {
      case ROOT, SUBSCRIPTION -> ROOT;
      case GROUP -> firstSegments(2);
      case RESOURCE -> {
        int at = lastProviders();
        yield segments.size() - at > 4 ? firstSegments(segments.size() - 2) : firstSegments(at);
      }
    };
  }

  /** Whether this is the other path or lies below it. */
  public boolean isWithin(ResourcePath other) {
    return other.kind == Kind.ROOT
        || key.equals(other.key)
        || (key.startsWith(other.key) && key.charAt(other.key.length()) == '/');
  }

  private int lastProviders() {
    int at = segments.size() - 1;
    while (!(segments.get(at).equalsIgnoreCase("providers") && at % 2 == 0)) {
      at--;
    }
    return at;
  }

  private ResourcePath firstSegments(int count) {
    List<String> first = segments.subList(0, count);
    Kind kindOfFirst = count == 2 ? Kind.SUBSCRIPTION : count == 4 ? Kind.GROUP : Kind.RESOURCE;
    return new ResourcePath("/" + String.join("/", first), first, kindOfFirst);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourcePath path && path.key.equals(key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  /** The text as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
