package dev.lanyard.domain;

/**
 * What a grant, a lock or an assignable scope refers to: never a path, which can be bound again to
 * another thing, but the root, a subscription, or the uid of what lived at the path then.
 */
public sealed interface ScopeId {

  /** The value of the {@code at} tag: {@code /}, {@code /subscriptions/GUID}, or a uid. */
  @Override
  String toString();

  /** Reads what {@link #toString} writes. */
  static ScopeId parse(String text) {
    if (text.equals("/")) {
      return new Root();
    }
    return text.startsWith(InSubscription.PREFIX)
        ? new InSubscription(
            SubscriptionId.parse("scope", text.substring(InSubscription.PREFIX.length())))
        : new OfThing(ThingId.parse("scope", text));
  }

  /** The scope above all subscriptions. */
  record Root() implements ScopeId {
    @Override
    public String toString() {
      return "/";
    }
  }

  /** A subscription and all in it. */
  record InSubscription(SubscriptionId subscription) implements ScopeId {
    private static final String PREFIX = "/subscriptions/";

    @Override
    public String toString() {
      return PREFIX + subscription;
    }
  }

  /** One group, resource or user-assigned identity, and all below it. */
  record OfThing(ThingId thing) implements ScopeId {
    @Override
    public String toString() {
      return thing.toString();
    }
  }
}
