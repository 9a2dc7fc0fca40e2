package dev.lanyard.api.security.authentication;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/** A request's token proves nothing here. */
@SuppressWarnings("serial") // Never serialised.
final class Unauthenticated extends OAuth2AuthenticationException {
  private final Why why;

  Unauthenticated(Why why) {
    super(why.code());
    this.why = why;
  }

  Why why() {
    return why;
  }

  /** What is told of it; the texts are constant, so that nobody learns what exists. */
  enum Why {
    /** There is no token. */
    MISSING(
        "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing."),

    /** The token is none of an issuer that is trusted here, or its principal does not act. */
    INVALID("InvalidAuthenticationToken", "The access token is invalid."),

    /** The token's time is over, or has not come. */
    EXPIRED("ExpiredAuthenticationToken", "The access token has expired or is not valid yet."),

    /** The token is for another resource. */
    WRONG_AUDIENCE(
        "InvalidAuthenticationTokenAudience",
        "The access token has been obtained for wrong audience or resource.");

    private final String code;
    private final String text;

    Why(String code, String text) {
      this.code = code;
      this.text = text;
    }

    /** ARM's code. */
    String code() {
      return code;
    }

    /** For people. */
    String text() {
      return text;
    }
  }
}
