package dev.lanyard.domain.resource;

import java.util.Locale;

/** Azure regions, which clients write as {@code westeurope} or as {@code West Europe}. */
public final class Locations {
  private Locations() {}

  /** Whether two texts name the same location: without case and spaces. */
  public static boolean same(String one, String other) {
    return key(one).equals(key(other));
  }

  private static String key(String location) {
    return location.replace(" ", "").toLowerCase(Locale.ROOT);
  }
}
