package dev.lanyard.api.http;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.eventstore.CommandRejected;
import dev.lanyard.eventstore.CommandTimedOut;
import dev.lanyard.eventstore.jdbc.AppendFailed;
import dev.lanyard.eventstore.jdbc.LedgerRefusal;
import dev.lanyard.projections.ViewUnavailable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Tells every failure of a controller as a {@link Problem}, in the form of its surface. */
@ControllerAdvice
public class ProblemAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  private final Problems problems;

  /** Makes an advice that tells refusals of rules by {@code problems}. */
  public ProblemAdvice(Problems problems) {
    this.problems = problems;
  }

  /** Replies instead of the controller that threw. */
  @ExceptionHandler(Exception.class)
  public void reply(Exception thrown, HttpServletRequest request, HttpServletResponse reply)
      throws IOException {
    Problem problem = problem(thrown);
    if (problem.status() == 500) {
      LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), thrown);
    } else if (thrown instanceof ViewUnavailable || thrown instanceof AppendFailed) {
      LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), thrown.toString());
    }
    ErrorReplies.write(request, reply, problem);
  }

  private Problem problem(Exception thrown) {
    return switch (thrown) {
      case ProblemException refused -> refused.problem();
      case CommandRejected rejected -> problems.of(rejected.rejection());
      case LedgerRefusal refusal -> LedgerProblems.of(refusal);
      case CommandTimedOut _ -> LedgerProblems.busy();
      case MalformedValue malformed -> Problem.malformed("InvalidRequestContent", malformed);
      case ViewUnavailable _ ->
          Problem.of(503, "ViewUnavailable", "The read model cannot be read at the moment.")
              .retryAfter(Duration.ofSeconds(1));
      case IOException _ ->
          Problem.of(400, "InvalidRequestContent", "The request body could not be read.")
              .at("body");
      case HttpMessageNotReadableException _ ->
          Problem.of(
                  400,
                  "InvalidRequestContent",
                  "The request body is missing, is not well-formed JSON, or has a member that is"
                      + " unknown or of another type.")
              .at("body");
      case MethodArgumentTypeMismatchException mismatch ->
          Problem.of(400, "InvalidParameter", mismatch.getName() + " is not of its type.")
              .at(mismatch.getName());
      case NoResourceFoundException _ -> Problem.of(404, "NotFound", "There is no such route.");
      case ErrorResponse known -> known(known);
      default -> Problems.unexpected();
    };
  }

  /** What Spring MVC refuses itself: unknown routes, methods, media types, missing parameters. */
  private static Problem known(ErrorResponse known) {
    Problem bare = Problem.of(known.getStatusCode().value());
    String detail = known.getBody().getDetail();
    Problem problem = detail == null ? bare : Problem.of(bare.status(), bare.code(), detail);
    for (var header : known.getHeaders().headerSet()) {
      problem = problem.with(header.getKey(), String.join(", ", header.getValue()));
    }
    return problem;
  }
}
