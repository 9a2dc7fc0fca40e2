package dev.lanyard.evidence.bundle;

import dev.lanyard.evidence.EvidenceRefused;
import java.util.Optional;

/** The first thing that is wrong with a bundle. It ends the verification. */
final class BundleRefused extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Finding finding;

  private BundleRefused(Finding finding) {
    super(finding.text(), null, false, false);
    this.finding = finding;
  }

  BundleRefused(String file, String what) {
    this(new Finding(file, Optional.empty(), what));
  }

  BundleRefused(String file, long position, String what) {
    this(new Finding(file, Optional.of(position), what));
  }

  /** What refused a piece of evidence, and where that stood. */
  BundleRefused(String file, EvidenceRefused why) {
    this(file, why.what());
  }

  /** The same for one event. */
  BundleRefused(String file, long position, EvidenceRefused why) {
    this(file, position, why.what());
  }

  /** What it is. */
  Finding finding() {
    return finding;
  }
}
