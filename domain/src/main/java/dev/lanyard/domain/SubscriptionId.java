package dev.lanyard.domain;

import java.util.UUID;

/**
 * A subscription: the scope below the root under which resource groups live.
 *
 * @param value the 128-bit identifier, written as 36 lower-case characters
 */
public record SubscriptionId(UUID value) {

  /**
   * Reads the canonical form of RFC 9562, section 4, in any case.
   *
   * @throws MalformedValue if the text is not 8-4-4-4-12 hexadecimal digits; names {@code field}
   */
  public static SubscriptionId parse(String field, String text) {
    return new SubscriptionId(Guids.parse(field, text));
  }

  /** The canonical text: 36 characters, lower case; also the value of its ledger tag. */
  @Override
  public String toString() {
    return value.toString();
  }
}
