package dev.lanyard.domain;

import static dev.lanyard.domain.ResourcePath.GROUP_NAME_MAX;
import static dev.lanyard.domain.ResourcePath.LENGTH_MAX;
import static dev.lanyard.domain.ResourcePath.SEGMENT_MAX;

import dev.lanyard.domain.ResourcePath.Kind;

/**
 * What text is an ARM id, and where its parts stand in it: nothing is cut out to look at it. A
 * segment is found by the slash before it and ends at the slash behind it or with the text.
 * Segments come in pairs, a word of the syntax or a type before a name.
 */
final class PathSyntax {
  private static final String SUBSCRIPTIONS = "/subscriptions/";
  private static final String GROUPS = "/resourceGroups/";
  private static final String PROVIDERS = "/providers";

  /** Where the part that names the subscription ends. */
  static final int SUBSCRIPTION_END = SUBSCRIPTIONS.length() + Guids.LENGTH;

  private static final int GROUP_NAME = SUBSCRIPTION_END + GROUPS.length();
  private static final boolean[] NAME_CHARACTERS = new boolean['~' + 1];

  static {
    for (char c = ' '; c <= '~'; c++) {
      NAME_CHARACTERS[c] = "/\\%?#;<>\"{}|^`".indexOf(c) < 0;
    }
  }

  private PathSyntax() {}

  /** Refuses what is no ARM id: see {@link ResourcePath#parse}. The root is not asked about. */
  static void check(String field, String text) {
    if (text.length() > LENGTH_MAX) {
      throw new MalformedValue(field, "is longer than " + LENGTH_MAX + " characters");
    }
    if (!text.startsWith("/")) {
      throw new MalformedValue(field, "must start with /");
    }
    for (int slash = 0; slash < text.length(); ) {
      int end = segmentEnd(text, slash);
      checkSegment(field, text, slash + 1, end);
      slash = end;
    }
    checkSubscription(field, text);
    if (text.length() > SUBSCRIPTION_END) {
      checkGroup(field, text);
      checkProviders(field, text, groupEnd(text));
    }
  }

  private static void checkSegment(String field, String text, int from, int to) {
    if (from == to || to - from > SEGMENT_MAX) {
      throw new MalformedValue(field, "has a segment that is empty or longer than " + SEGMENT_MAX);
    }
    boolean dots = text.charAt(from) == '.' && to - from <= 2 && text.charAt(to - 1) == '.';
    if (dots || text.charAt(from) == ' ' || text.charAt(to - 1) == ' ') {
      throw new MalformedValue(field, "has a segment made of dots, or with spaces at its ends");
    }
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      if (c > '~' || !NAME_CHARACTERS[c]) {
        throw new MalformedValue(field, "has a character that names may not have");
      }
    }
  }

  private static void checkSubscription(String field, String text) {
    if (!hasWord(text, 0, SUBSCRIPTIONS)) {
      throw new MalformedValue(field, "must be / or start with /subscriptions/{subscriptionId}");
    }
    int from = SUBSCRIPTIONS.length();
    Guids.parse(field, " (subscription)", text, from, segmentEnd(text, from - 1));
  }

  private static void checkGroup(String field, String text) {
    if (!hasWord(text, SUBSCRIPTION_END, GROUPS)) {
      throw new MalformedValue(field, "must go on with /resourceGroups/{name}");
    }
    int end = groupEnd(text);
    boolean fits = end - GROUP_NAME <= GROUP_NAME_MAX && text.charAt(end - 1) != '.';
    for (int at = GROUP_NAME; at < end && fits; at++) {
      char c = text.charAt(at);
      fits = ResourcePath.isLetterOrDigit(c) || "-_.()".indexOf(c) >= 0;
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
  private static void checkProviders(String field, String text, int from) {
    for (int at = from; at < text.length(); at = pairEnd(text, at)) {
      boolean provider = isProviders(text, at);
      int type = provider ? pairEnd(text, at) : at;
      boolean named = segmentEnd(text, type) < text.length();
      if (provider ? !named || isProviders(text, type) : at == from) {
        throw new MalformedValue(field, "must go on with /providers/{namespace}/{type}/{name}");
      }
      if (!named) {
        throw new MalformedValue(field, "ends with a type that has no name");
      }
    }
  }

  /** What an ARM id names. */
  static Kind kindOf(String text) {
    if (text.length() <= SUBSCRIPTION_END) {
      return text.length() == 1 ? Kind.ROOT : Kind.SUBSCRIPTION;
    }
    return groupEnd(text) == text.length() ? Kind.GROUP : Kind.RESOURCE;
  }

  /** The subscription of what is not the root. */
  static String subscriptionOf(String text) {
    return text.substring(SUBSCRIPTIONS.length(), SUBSCRIPTION_END);
  }

  /** Where the part that names the group ends, of a group or resource. */
  static int groupEnd(String text) {
    return segmentEnd(text, GROUP_NAME - 1);
  }

  /** Where the part that names the parent ends, of a resource. */
  static int parentEnd(String text) {
    int providers = lastProviders(text);
    boolean child = pairEnd(text, pairEnd(text, providers)) < text.length();
    return child ? text.lastIndexOf('/', text.lastIndexOf('/') - 1) : providers;
  }

  /** The type of a resource, with its namespace. */
  static String typeOf(String text) {
    int namespace = lastProviders(text) + PROVIDERS.length() + 1;
    int end = pairEnd(text, namespace);
    String type = text.substring(namespace, end);
    for (int at = segmentEnd(text, end); at < text.length(); at = pairEnd(text, at)) {
      type = type.concat(text.substring(at, segmentEnd(text, at)));
    }
    return type;
  }

  private static int lastProviders(String text) {
    int last = groupEnd(text);
    for (int at = last; at < text.length(); at = pairEnd(text, at)) {
      last = isProviders(text, at) ? at : last;
    }
    return last;
  }

  private static boolean isProviders(String text, int slash) {
    return hasWord(text, slash, PROVIDERS) && segmentEnd(text, slash) == slash + PROVIDERS.length();
  }

  private static boolean hasWord(String text, int at, String word) {
    return text.regionMatches(true, at, word, 0, word.length());
  }

  private static int pairEnd(String text, int slash) {
    return segmentEnd(text, segmentEnd(text, slash));
  }

  private static int segmentEnd(String text, int slash) {
    int next = text.indexOf('/', slash + 1);
    return next < 0 ? text.length() : next;
  }
}
