package dev.lanyard.eventstore.jdbc;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.messaging.eventstreaming.Tag;

/**
 * Tags as text: {@code key=value}, sorted, one a line. Control characters, surrogates and
 * backslashes of a value are written as a backslash and four hexadecimal digits, so that every
 * value is one line of well-formed UTF-8 and reads the same again.
 */
final class StoredTags {
  private static final int ESCAPED_LENGTH = 5;

  private StoredTags() {}

  /**
   * One tag.
   *
   * @throws IllegalArgumentException if the key is not a plain word
   */
  static String text(Tag tag) {
    if (tag.key().isEmpty() || tag.key().indexOf('=') >= 0 || anyToEscape(tag.key())) {
      throw new IllegalArgumentException("a tag's key that is not a plain word");
    }
    return tag.key() + '=' + escaped(tag.value());
  }

  /** Several tags, sorted. */
  static List<String> texts(Collection<Tag> tags) {
    return tags.stream().map(StoredTags::text).sorted().toList();
  }

  /** One text for all. */
  static String join(List<String> texts) {
    return String.join("\n", texts);
  }

  /** The texts of one. */
  static List<String> split(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split("\n", -1));
  }

  /** The tags of one text for all. */
  static Set<Tag> parse(String joined) {
    Set<Tag> tags = new HashSet<>();
    for (String text : split(joined)) {
      int equals = text.indexOf('=');
      tags.add(new Tag(text.substring(0, equals), unescaped(text.substring(equals + 1))));
    }
    return tags;
  }

  private static boolean mustEscape(char c) {
    return Character.isISOControl(c) || Character.isSurrogate(c) || c == '\\';
  }

  private static boolean anyToEscape(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (mustEscape(text.charAt(at))) {
        return true;
      }
    }
    return false;
  }

  private static String escaped(String value) {
    if (!anyToEscape(value)) {
      return value;
    }
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      text.append(mustEscape(c) ? "\\%04x".formatted((int) c) : c);
    }
    return text.toString();
  }

  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder value = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) == '\\') {
        value.append((char) Integer.parseInt(text, at + 1, at + ESCAPED_LENGTH, 16));
        at += ESCAPED_LENGTH - 1;
      } else {
        value.append(text.charAt(at));
      }
    }
    return value.toString();
  }
}
