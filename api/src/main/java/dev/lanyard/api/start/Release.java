package dev.lanyard.api.start;

import java.util.Optional;

/** Which release runs: what it signs says by which software it was made. */
public final class Release {
  private Release() {}

  /** Its version, as the jar says; {@code development} outside of one, where nobody can tell. */
  public static String version() {
    return Optional.ofNullable(Release.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
