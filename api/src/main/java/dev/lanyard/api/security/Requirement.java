package dev.lanyard.api.security;

import dev.lanyard.domain.ResourcePath;

/**
 * What a caller must hold for a request.
 *
 * @param action what is done
 * @param at the scope that it is done at; what lives there need not exist
 * @param reach where the right may be held
 */
public record Requirement(Action action, ResourcePath at, Reach reach) {

  /** Where a right may be held to count. */
  public enum Reach {
    /** At the scope, or at what contains it. */
    AT,
    /** There, or somewhere below: a listing then shows what lies there. */
    AT_OR_BELOW,
    /** Any role, whatever it grants, at the scope, above or below it. */
    ANY_ROLE
  }

  /** A right at a scope or above it. */
  public static Requirement at(Action action, ResourcePath at) {
    return new Requirement(action, at, Reach.AT);
  }
}
