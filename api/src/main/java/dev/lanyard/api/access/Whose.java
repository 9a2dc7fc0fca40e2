package dev.lanyard.api.access;

import dev.lanyard.projections.state.Holders;

/** Whose access is asked about. */
sealed interface Whose {

  /** A principal that the asker has authenticated itself, with its groups. */
  record Named(Holders holders) implements Whose {}

  /**
   * Who presents a token of this server.
   *
   * @param token as it was sent; never told or written anywhere
   */
  record Bearer(String token) implements Whose {
    @Override
    public String toString() {
      return "Bearer[]";
    }
  }
}
