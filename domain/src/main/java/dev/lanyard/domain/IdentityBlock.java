package dev.lanyard.domain;

import java.util.Optional;
import java.util.Set;

/**
 * The {@code identity} member of an ARM body (CONTRACT 4.2).
 *
 * @param type which kinds of identity the resource shall have
 * @param named the user-assigned identities that the body's map names; empty where it has no map
 */
public record IdentityBlock(Type type, Optional<Named> named) {

  /** Which kinds of identity a resource has. */
  public enum Type {
    NONE("None", false, false),
    SYSTEM_ASSIGNED("SystemAssigned", true, false),
    USER_ASSIGNED("UserAssigned", false, true),
    SYSTEM_AND_USER_ASSIGNED("SystemAssigned, UserAssigned", true, true);

    private final String text;
    private final boolean system;
    private final boolean user;

    Type(String text, boolean system, boolean user) {
      this.text = text;
      this.system = system;
      this.user = user;
    }

    /** The type of a resource that has these kinds. */
    public static Type of(boolean system, boolean user) {
      if (system) {
        return user ? SYSTEM_AND_USER_ASSIGNED : SYSTEM_ASSIGNED;
      }
      return user ? USER_ASSIGNED : NONE;
    }

    /**
     * Reads the ARM spelling, in any case, with or without the space after the comma.
     *
     * @throws MalformedValue if it is none of the four
     */
    public static Type parse(String field, String text) {
      for (Type type : values()) {
        if (type.text.replace(" ", "").equalsIgnoreCase(text.replace(" ", ""))) {
          return type;
        }
      }
      throw new MalformedValue(
          field, "must be None, SystemAssigned, UserAssigned or \"SystemAssigned, UserAssigned\"");
    }

    /** Whether it includes a system-assigned identity. */
    public boolean system() {
      return system;
    }

    /** Whether it includes user-assigned identities. */
    public boolean user() {
      return user;
    }

    /** The ARM spelling. */
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * The entries of the body's map.
   *
   * @param attach identities named with an object
   * @param detach identities named with {@code null}
   */
  public record Named(Set<ResourcePath> attach, Set<ResourcePath> detach) {
    public Named {
      attach = Set.copyOf(attach);
      detach = Set.copyOf(detach);
    }
  }

  public IdentityBlock {
    if (!type.user() && named.isPresent() && !named.get().attach().isEmpty()) {
      throw new MalformedValue(
          "identity.userAssignedIdentities", "must be empty unless identity.type has UserAssigned");
    }
  }
}
