package dev.lanyard.projections.state;

import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import java.util.function.Predicate;

/**
 * Which principals a listing of the directory holds. A managed identity is a service principal: its
 * name is that of the identity, or of the resource that it is on.
 *
 * @param type of all of them
 * @param match what is known of them
 * @param seen which managed identities may be among them
 */
public record DirectoryFilter(PrincipalType type, Match match, Seen seen) {

  /** Of all managed identities. */
  public DirectoryFilter(PrincipalType type, Match match) {
    this(type, match, new Seen.All());
  }

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

  /**
   * Which managed identities a listing may hold. Of the others it tells nothing: not by how its
   * pages are filled, and not by its cursors.
   */
  public sealed interface Seen {

    /** All. */
    record All() implements Seen {}

    /** None. */
    record Nothing() implements Seen {}

    /**
     * Those at some paths.
     *
     * @param paths asked while the view is read: it must not read the view itself
     */
    record Those(Predicate<ResourcePath> paths) implements Seen {}
  }
}
