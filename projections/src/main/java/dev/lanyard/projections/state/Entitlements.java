package dev.lanyard.projections.state;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.ViewUnavailable;

/**
 * Who may what now: the live grants of a caller, with what their roles say. Each question reads one
 * snapshot, and looks at as many rows as the caller has grants there, however many others have.
 * Either may throw {@link ViewUnavailable} if the view's file cannot be read.
 */
public interface Entitlements {
  /** Most grants of one answer of {@link #below}. */
  int BELOW_MAX = 10_000;

  /**
   * The grants that count at a path: those at what lives there, and at what contains it.
   *
   * @param path need not exist: then what counts is what counts at its nearest ancestor that does
   */
  Held at(Holders holders, ResourcePath path);

  /**
   * The grants at what lives below a path.
   *
   * @throws HoldsTooMuch if there are more than {@link #BELOW_MAX}
   */
  Held below(Holders holders, ResourcePath path);

  /** Whether a principal may make requests at all: it lives, is not disabled, and is no group. */
  boolean acts(PrincipalId caller);

  /** A caller has more grants below a path than one answer may hold. */
  final class HoldsTooMuch extends RuntimeException {
    private static final long serialVersionUID = 1;

    HoldsTooMuch(ResourcePath path) {
      super("more than " + BELOW_MAX + " grants below " + path, null, false, false);
    }
  }
}
