package dev.lanyard.domain;

import java.util.UUID;

/**
 * Who a role is granted to: a managed identity, or a registered user, group or service principal.
 * Azure calls it the object id.
 *
 * @param value the 128-bit identifier, written as 36 lower-case characters
 */
public record PrincipalId(UUID value) {

  /**
   * Reads the canonical form of RFC 9562, section 4, in any case.
   *
   * @throws MalformedValue if the text is not 8-4-4-4-12 hexadecimal digits; names {@code field}
   */
  public static PrincipalId parse(String field, String text) {
    return new PrincipalId(Guids.parse(field, text));
  }

  /** The canonical text: 36 characters, lower case; also the value of its ledger tag. */
  @Override
  public String toString() {
    return value.toString();
  }
}
