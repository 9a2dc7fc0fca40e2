package dev.lanyard.domain.identity;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.command.UserIdentityCommand;
import java.util.Optional;

/** Where a user-assigned identity may be, and what it may be called (CONTRACT 4.2). */
final class IdentityName {
  static final int LENGTH_MIN = 3;
  static final int LENGTH_MAX = 128;

  private IdentityName() {}

  /** What the path must be and is not, as a clause; empty if it is right. */
  static Optional<String> wrong(ResourcePath path) {
    if (!path.hasType(UserIdentityCommand.TYPE)
        || path.parent().kind() != ResourcePath.Kind.GROUP) {
      return Optional.of("must be of type " + UserIdentityCommand.TYPE + " in a resource group");
    }
    return fits(path.name())
        ? Optional.empty()
        : Optional.of(
            "must have "
                + LENGTH_MIN
                + " to "
                + LENGTH_MAX
                + " letters, digits, - or _, and start with a letter or digit");
  }

  private static boolean fits(String name) {
    boolean fits =
        name.length() >= LENGTH_MIN
            && name.length() <= LENGTH_MAX
            && ResourcePath.isLetterOrDigit(name.charAt(0));
    for (int at = 0; at < name.length() && fits; at++) {
      char c = name.charAt(at);
      fits = ResourcePath.isLetterOrDigit(c) || c == '-' || c == '_';
    }
    return fits;
  }
}
