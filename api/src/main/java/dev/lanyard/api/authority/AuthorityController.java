package dev.lanyard.api.authority;

import dev.lanyard.api.RequestMarks;
import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.api.authority.TokenEndpoint.Issued;
import dev.lanyard.api.http.Problem;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.projections.ViewUnavailable;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.tokens.SigningKeys;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The HTTP side of the token authority (CONTRACT, section 2 and first row of 4.1). */
@Hidden
@RestController
public final class AuthorityController {
  private final Endpoints endpoints;
  private final Discovery discovery;
  private final CloudMetadata cloud;
  private final SigningKeys keys;
  private final TokenEndpoint tokens;
  private final StateQueries state;
  private final InstantSource clock;

  /** Makes the controller. */
  public AuthorityController(
      Endpoints endpoints,
      SigningKeys keys,
      TokenEndpoint tokens,
      StateQueries state,
      InstantSource clock) {
    this.endpoints = endpoints;
    this.discovery = new Discovery(endpoints);
    this.cloud = new CloudMetadata(endpoints);
    this.keys = keys;
    this.tokens = tokens;
    this.state = state;
    this.clock = clock;
  }

  /** The discovery document of version 2.0. */
  @GetMapping("/{tenant}/v2.0/.well-known/openid-configuration")
  public Json openIdV2(@PathVariable String tenant) {
    endpoints.require(tenant);
    return discovery.openIdV2(tenant);
  }

  /** The discovery document of version 1.0. */
  @GetMapping("/{tenant}/.well-known/openid-configuration")
  public Json openIdV1(@PathVariable String tenant) {
    endpoints.require(tenant);
    return discovery.openIdV1(tenant);
  }

  /** The discovery document for clients that are pointed at {@code BASE/adfs}. */
  @GetMapping("/adfs/.well-known/openid-configuration")
  public Json openIdAdfs() {
    return discovery.openIdAdfs();
  }

  /** The published keys (RFC 7517, section 5). */
  @GetMapping({"/{tenant}/discovery/v2.0/keys", "/{tenant}/discovery/keys"})
  public ResponseEntity<String> keys(@PathVariable String tenant) {
    endpoints.require(tenant);
    return keys();
  }

  /** The same, without a tenant. */
  @GetMapping({"/discovery/keys", "/discovery/v2.0/keys", "/adfs/discovery/keys"})
  public ResponseEntity<String> keys() {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(keys.jwks());
  }

  /** Which hosts are one authority. */
  @GetMapping("/common/discovery/instance")
  public ResponseEntity<Json> instance(HttpServletRequest request) {
    return Optional.ofNullable(request.getParameter("authorization_endpoint"))
        .flatMap(discovery::instance)
        .map(ResponseEntity::ok)
        .orElseGet(
            () ->
                ResponseEntity.badRequest()
                    .body(
                        new JsonBuilder()
                            .text("error", "invalid_instance")
                            .text("error_description", "AADSTS50049: Unknown or invalid instance.")
                            .build()));
  }

  /** What clients that register this server as a cloud need to know. */
  @GetMapping("/metadata/endpoints")
  public Json metadata(HttpServletRequest request) {
    return Optional.ofNullable(request.getParameter("api-version"))
        .filter(version -> !version.isEmpty())
        .map(cloud::of)
        .orElseThrow(
            () ->
                Problem.of(
                        400,
                        "MissingApiVersionParameter",
                        "The api-version query parameter (?api-version=) is required for all"
                            + " requests.")
                    .exception());
  }

  /** A token by the endpoint of version 2.0: numbers are numbers. */
  @PostMapping({"/{tenant}/oauth2/v2.0/token"})
  public ResponseEntity<Json> tokenV2(@PathVariable String tenant, HttpServletRequest request)
      throws IOException {
    if (!tenant.equals("adfs")) {
      endpoints.require(tenant);
    }
    return uncached(numbers(issue(request)));
  }

  /** A token by the endpoint of version 1.0: numbers are texts. */
  @PostMapping({"/{tenant}/oauth2/token"})
  public ResponseEntity<Json> tokenV1(@PathVariable String tenant, HttpServletRequest request)
      throws IOException {
    if (!tenant.equals("adfs")) {
      endpoints.require(tenant);
    }
    return uncached(texts(issue(request)));
  }

  private Issued issue(HttpServletRequest request) throws IOException {
    var asked = TokenRequest.of(FormBody.read(request), request);
    return tokens.issue(asked, circumstances(request));
  }

  private Circumstances circumstances(HttpServletRequest request) {
    return RequestMarks.of(request).circumstances(state.position());
  }

  private Json numbers(Issued issued) {
    var left = new Json.Num(BigDecimal.valueOf(secondsLeft(issued)));
    var reply =
        new JsonBuilder()
            .text("token_type", "Bearer")
            .json("expires_in", left)
            .json("ext_expires_in", left)
            .text("access_token", issued.token().text());
    issued.identity().ifPresent(identity -> tellAgent(reply, issued, identity));
    return reply.build();
  }

  /** What a workload is told beside the token (CONTRACT 3.1). */
  private static void tellAgent(JsonBuilder reply, Issued issued, ClientId identity) {
    reply
        .text("client_id", identity)
        .text("expires_on", issued.token().expiresAt().getEpochSecond())
        .text("not_before", issued.token().notBefore().getEpochSecond())
        .text("resource", issued.resource());
  }

  private Json texts(Issued issued) {
    return new JsonBuilder()
        .text("token_type", "Bearer")
        .text("expires_in", secondsLeft(issued))
        .text("ext_expires_in", secondsLeft(issued))
        .text("expires_on", issued.token().expiresAt().getEpochSecond())
        .text("not_before", issued.token().notBefore().getEpochSecond())
        .text("resource", issued.resource())
        .text("access_token", issued.token().text())
        .build();
  }

  /** One less than the lifetime where a second has begun: no client keeps a token too long. */
  private long secondsLeft(Issued issued) {
    return Duration.between(clock.instant(), issued.token().expiresAt()).toSeconds();
  }

  private static ResponseEntity<Json> uncached(Json body) {
    return ResponseEntity.ok().header("Cache-Control", "no-store").body(body);
  }

  /** Tells a refusal in the form of CONTRACT 2.2. */
  @ExceptionHandler(AuthorityRefusal.class)
  public ResponseEntity<Json> refused(AuthorityRefusal refusal, HttpServletRequest request) {
    return AuthorityReplies.of(refusal.error(), request, clock.instant());
  }

  /** Tells that nobody can be looked up now. */
  @ExceptionHandler(ViewUnavailable.class)
  public ResponseEntity<Json> unavailable(HttpServletRequest request) {
    return AuthorityReplies.of(AuthorityError.unavailable(), request, clock.instant());
  }
}
