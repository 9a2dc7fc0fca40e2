package dev.lanyard.projections;

/** A view's file could not be read or written; the cause says why. */
public final class ViewUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ViewUnavailable(String what) {
    super(what);
  }

  public ViewUnavailable(String what, Throwable cause) {
    super(what, cause);
  }
}
