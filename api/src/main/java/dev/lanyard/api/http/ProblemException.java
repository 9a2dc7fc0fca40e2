package dev.lanyard.api.http;

/** Ends a request with a {@link Problem}. It is expected, and so has no stack trace. */
@SuppressWarnings("serial") // Never serialised.
public final class ProblemException extends RuntimeException {
  private final Problem problem;

  ProblemException(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  /** What is told. */
  public Problem problem() {
    return problem;
  }
}
