package dev.lanyard.api.security;

import dev.lanyard.domain.ResourcePath;

/**
 * One row of the route table: a route with one method, and what it takes.
 *
 * @param id the route: the simple name of an {@code ArmRoute} record, or a pattern of ours
 * @param method the HTTP method; HEAD counts as GET
 * @param sample a path of the route, with names in braces: {@code {sub}}, {@code {group}}, {@code
 *     {vm}}, {@code {uami}}, {@code {guid}}, {@code {lock}}, {@code {number}}
 * @param access what the caller must have
 * @param action what is done there, as roles name it; {@code {type}} stands for the resource type
 *     of the path; empty where no right is needed
 * @param scope where, in the form of {@code sample}; empty where no right is needed
 * @param asOfTheView whether the right is checked as of where the view stands, however far behind
 *     or stopped: for what takes rights away, whose decision is exact nevertheless, and for what
 *     mends the view
 */
public record Route(
    String id,
    String method,
    String sample,
    Access access,
    String action,
    String scope,
    boolean asOfTheView) {

  /**
   * What the route needs at a place.
   *
   * @param type the resource type that the path names; empty where it names none
   */
  public Requirement at(ResourcePath place, String type) {
    Requirement.Reach reach =
        switch (access) {
          case OPEN, AUTHENTICATED, RIGHT -> Requirement.Reach.AT;
          case LISTING -> Requirement.Reach.AT_OR_BELOW;
          case ANY_ROLE -> Requirement.Reach.ANY_ROLE;
        };
    return new Requirement(new Action(action.replace("{type}", type)), place, reach);
  }

  /** What a caller must have for a route. */
  public enum Access {
    /** Nothing, not even a name. */
    OPEN,
    /** A name. */
    AUTHENTICATED,
    /** The action at the scope or above. */
    RIGHT,
    /** The action at the scope, above, or somewhere below it; the reply shows what may be seen. */
    LISTING,
    /** Any role at the scope, above or below it; the reply shows what may be seen. */
    ANY_ROLE
  }
}
