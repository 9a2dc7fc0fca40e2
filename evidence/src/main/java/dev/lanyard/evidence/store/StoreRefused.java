package dev.lanyard.evidence.store;

import dev.lanyard.evidence.TilePath;
import dev.lanyard.evidence.bundle.Finding;
import java.util.Optional;

/** The first thing that is wrong with a store. It ends the verification. */
final class StoreRefused extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Finding finding;

  private StoreRefused(Finding finding) {
    super(finding.text(), null, false, false);
    this.finding = finding;
  }

  StoreRefused(String path, String what) {
    this(new Finding(path, Optional.empty(), what));
  }

  StoreRefused(TilePath path, String what) {
    this(path.path(), what);
  }

  StoreRefused(TilePath path, long position, String what) {
    this(new Finding(path.path(), Optional.of(position), what));
  }

  /** What it is. */
  Finding finding() {
    return finding;
  }
}
