package dev.lanyard.api.authority;

/** Ends a token request with an {@link AuthorityError}. It is expected: no stack trace. */
@SuppressWarnings("serial") // Never serialised.
public final class AuthorityRefusal extends RuntimeException {
  private final AuthorityError error;

  AuthorityRefusal(AuthorityError error) {
    super(error.text(), null, false, false);
    this.error = error;
  }

  AuthorityError error() {
    return error;
  }
}
