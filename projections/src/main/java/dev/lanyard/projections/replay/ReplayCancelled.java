package dev.lanyard.projections.replay;

/** A replay was given up. */
public final class ReplayCancelled extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReplayCancelled() {
    super("the replay was given up");
  }
}
