package dev.lanyard.api.workload;

/** Ends a workload's request with a {@link WorkloadError}. It is expected: no stack trace. */
@SuppressWarnings("serial") // Never serialised.
public final class WorkloadRefusal extends RuntimeException {
  private final WorkloadError error;

  WorkloadRefusal(WorkloadError error) {
    super(error.text(), null, false, false);
    this.error = error;
  }

  /** What is answered. */
  public WorkloadError error() {
    return error;
  }
}
