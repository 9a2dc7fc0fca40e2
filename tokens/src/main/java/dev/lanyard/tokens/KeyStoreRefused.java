package dev.lanyard.tokens;

/**
 * What keeps private keys cannot be used: another master key, a damaged entry, a file that cannot
 * be read or that others may read. The message is one line for the operator and holds nothing
 * secret. At start it ends the start; later it is a fault of this node, never of a request.
 */
public final class KeyStoreRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  KeyStoreRefused(String why) {
    super(why);
  }

  KeyStoreRefused(String why, Throwable cause) {
    super(why, cause);
  }
}
