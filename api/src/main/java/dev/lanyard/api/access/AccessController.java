package dev.lanyard.api.access;

import dev.lanyard.api.authority.TokenIntrospection;
import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.http.Moment;
import dev.lanyard.api.http.Moments;
import dev.lanyard.api.own.Bodies;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.api.security.Requirement;
import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Json;
import dev.lanyard.projections.state.AccessDecisions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Decides access for resource servers, which hold the right to ask at the scopes that they ask
 * about. Checks are not on record: a resource server asks at each of its own requests.
 */
@RestController
@Tag(name = "access")
public final class AccessController {
  private final Checks checks;
  private final Moments moments;
  private final InstantSource clock;

  /**
   * Makes the controller.
   *
   * @param tokens tells which tokens count
   * @param moments waits for the view where a request asks for that
   */
  public AccessController(
      AccessDecisions decisions, TokenIntrospection tokens, Moments moments, InstantSource clock) {
    this.checks = new Checks(decisions, tokens, moments);
    this.moments = moments;
    this.clock = clock;
  }

  /**
   * Answers one question, or many in their order. The asker needs the right at the scope of each,
   * or is told nothing.
   */
  @PostMapping("/access/check")
  @Operation(
      summary = "Whether somebody may do something somewhere, and why",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = CheckRequest.class))))
  public CheckReply check(
      @Parameter(hidden = true) GuardedRequest guarded,
      HttpServletRequest request,
      HttpServletResponse reply)
      throws IOException {
    Json body = JsonText.read(Bodies.read(request));
    List<Check> asked = CheckRequest.of(body);
    List<Requirement> needed =
        asked.stream()
            .map(Check::scope)
            .distinct()
            .map(scope -> Requirement.at(guarded.action(), scope))
            .toList();
    guarded.require(() -> needed, Boundary.nothing());
    Optional<String> minPosition =
        Optional.ofNullable(request.getHeader(Moment.MIN_POSITION_HEADER));
    long position = moments.of(Optional.empty(), minPosition).position();
    reply.setHeader(Moment.POSITION_HEADER, Long.toString(position));
    Instant now = clock.instant();
    List<CheckAnswer> answers = asked.stream().map(check -> checks.answer(check, now)).toList();
    return CheckRequest.isMany(body) ? new CheckReply.Many(answers) : answers.getFirst();
  }
}
