package dev.lanyard.domain;

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
  public static final ResourcePath ROOT = new ResourcePath("/", "/");

  /** What a path can name. */
  public enum Kind {
    ROOT,
    SUBSCRIPTION,
    GROUP,
    RESOURCE
  }

  private final String text;
  private final String key;
  private final Kind kind;

  private ResourcePath(String text, String key) {
    this.text = text;
    this.key = key;
    this.kind = PathSyntax.kindOf(text);
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
    PathSyntax.check(field, text);
    return new ResourcePath(text, text.toLowerCase(Locale.ROOT));
  }

  /** The path of a subscription. */
  public static ResourcePath of(SubscriptionId subscription) {
    String text = "/subscriptions/" + subscription;
    return new ResourcePath(text, text);
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
    return kind == Kind.ROOT ? "/" : text.substring(text.lastIndexOf('/') + 1);
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
      case RESOURCE -> PathSyntax.typeOf(text);
    };
  }

  /** Whether the resource type is this one, without case. */
  public boolean hasType(String type) {
    return type().equalsIgnoreCase(type);
  }

  /** The subscription that this path is or lies in; empty for the root. */
  public Optional<SubscriptionId> subscription() {
    return kind == Kind.ROOT
        ? Optional.empty()
        : Optional.of(SubscriptionId.parse("subscription", PathSyntax.subscriptionOf(text)));
  }

  /** The resource group that this path is or lies in; empty above groups. */
  public Optional<ResourcePath> group() {
    return switch (kind) {
      case ROOT, SUBSCRIPTION -> Optional.empty();
      case GROUP -> Optional.of(this);
      case RESOURCE -> Optional.of(upTo(PathSyntax.groupEnd(text)));
    };
  }

  /**
   * What this lies directly in: a child resource in its parent, an extension in what it extends, a
   * resource in its group, a group in its subscription, a subscription in the root. The root is its
   * own parent.
   */
  public ResourcePath parent() {
    return switch (kind) {
      case ROOT, SUBSCRIPTION -> ROOT;
      case GROUP -> upTo(PathSyntax.SUBSCRIPTION_END);
      case RESOURCE -> upTo(PathSyntax.parentEnd(text));
    };
  }

  /** Whether this is the other path or lies below it. */
  public boolean isWithin(ResourcePath other) {
    return other.kind == Kind.ROOT
        || key.equals(other.key)
        || (key.startsWith(other.key) && key.charAt(other.key.length()) == '/');
  }

  private ResourcePath upTo(int end) {
    String first = text.substring(0, end);
    String firstKey = key.substring(0, end);
    return new ResourcePath(first.equals(firstKey) ? firstKey : first, firstKey);
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
