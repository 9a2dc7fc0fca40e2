package dev.lanyard.projections.state;

import dev.lanyard.domain.PrincipalType;

/**
 * Which principals a listing of the directory holds. A managed identity is a service principal: its
 * name is that of the identity, or of the resource that it is on.
 */
public record DirectoryFilter(PrincipalType type, Match match) {

  /** What is known of those that are wanted. */
  public sealed interface Match {

    /** Nothing. */
    record Any() implements Match {}

    /** The whole name for people, in any case. */
    record Named(String name) implements Match {}

    /** What the name for people starts with, in any case. */
    record NameStarts(String start) implements Match {}

    /**
     * By what a sign-in knows it, in any case: the client id of a managed identity, or the subject
     * of a registered principal.
     */
    record KnownAs(String text) implements Match {}
  }
}
