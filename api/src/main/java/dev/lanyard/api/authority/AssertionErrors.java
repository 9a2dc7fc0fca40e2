package dev.lanyard.api.authority;

import dev.lanyard.tokens.ClientAssertions;

/** What is told of assertions that prove nothing (CONTRACT 2.2). */
final class AssertionErrors {
  private AssertionErrors() {}

  static AuthorityError of(ClientAssertions.Why why) {
    return switch (why) {
      case MALFORMED -> AuthorityError.assertion(50_027, "Invalid JWT token: it is malformed.");
      case UNKNOWN_KEY ->
          AuthorityError.assertion(
              700_027, "Client assertion failed signature validation: the key is not known.");
      case BAD_SIGNATURE ->
          AuthorityError.assertion(700_027, "Client assertion failed signature validation.");
      case EXPIRED ->
          AuthorityError.assertion(700_024, "Client assertion is not within its valid time range.");
      case WRONG_AUDIENCE ->
          AuthorityError.assertion(
              700_023, "Client assertion audience is not the URL of this token endpoint.");
      case WRONG_SUBJECT ->
          AuthorityError.assertion(
              700_021, "Client assertion application identifier doesn't match 'client_id'.");
      case REPLAYED ->
          AuthorityError.assertion(
              700_028, "Client assertion was presented before; each can be used once.");
    };
  }
}
