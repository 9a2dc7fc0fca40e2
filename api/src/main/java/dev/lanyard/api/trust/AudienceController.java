package dev.lanyard.api.trust;

import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.http.Moment;
import dev.lanyard.api.own.Bodies;
import dev.lanyard.api.own.Listed;
import dev.lanyard.api.own.Pages;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.domain.Audience;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Texts;
import dev.lanyard.domain.command.TokenCommand.RegisterAudience;
import dev.lanyard.domain.command.TokenCommand.RemoveAudience;
import dev.lanyard.domain.token.TokenRules;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.state.WorkloadQueries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audiences that tokens are issued for, and how their tokens look (CONTRACT 2.3). */
@RestController
@Tag(name = "trust")
public final class AudienceController {
  private final WorkloadQueries state;

  /** Makes the controller. */
  public AudienceController(WorkloadQueries state) {
    this.state = state;
  }

  /** The registered audiences, by URI without case. */
  @GetMapping("/audiences")
  @Operation(summary = "The audiences that tokens are issued for")
  @Parameter(name = Moment.AS_OF, description = "A position or an RFC 3339 instant of the past")
  public Listed<AudienceBody> list(
      @RequestParam Optional<String> limit,
      @RequestParam Optional<String> cursor,
      @Parameter(hidden = true) Moment moment,
      HttpServletRequest request) {
    Page<Audience> page = state.audiences(Pages.paging(limit, cursor), moment.asOf());
    return Listed.of(page, AudienceBody::of, request);
  }

  /** Registers an audience, or changes how its tokens look from now on. */
  @PutMapping("/audiences")
  @Operation(
      summary = "Register an audience, or change it",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = AudienceBody.class))))
  public ResponseEntity<AudienceBody> put(
      @Parameter(hidden = true) GuardedRequest guarded, HttpServletRequest request)
      throws IOException {
    Audience asked = AudienceBody.read(JsonText.read(Bodies.read(request)));
    return Bodies.put(
        guarded.send(TokenRules.REGISTER_AUDIENCE, new RegisterAudience(asked)), AudienceBody::of);
  }

  /** Ends the issue of tokens for an audience; one that is not registered is no error. */
  @DeleteMapping("/audiences")
  @Operation(summary = "Issue no more tokens for an audience")
  public ResponseEntity<Void> remove(
      @RequestParam Optional<String> audience, @Parameter(hidden = true) GuardedRequest guarded) {
    String asked = audience.orElseThrow(() -> new MalformedValue("audience", "is required"));
    String uri = asked.endsWith("/") ? asked.substring(0, asked.length() - 1) : asked;
    Texts.require("audience", uri, 1, Audience.LENGTH_MAX);
    return Bodies.deleted(guarded.send(TokenRules.REMOVE_AUDIENCE, new RemoveAudience(uri)));
  }
}
