package dev.lanyard.api.authority;

import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.api.security.Freshness;
import dev.lanyard.domain.Json;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Introspection of tokens (RFC 7662), for resource servers: they prove who they are by a token of
 * their own, and hold the action {@code Lanyard.Access/introspection/action} somewhere.
 */
@Hidden
@RestController
public final class IntrospectionController {
  /** The claims that are told, in this order, under their own names. */
  private static final List<String> TEXTS =
      List.of(
          "aud",
          "iss",
          "sub",
          "oid",
          "tid",
          "appid",
          "azp",
          "idtyp",
          "ver",
          "xms_mirid",
          "xms_az_rid",
          "uti");

  private static final List<String> NUMBERS = List.of("iat", "nbf", "exp", "lanyard_position");

  private final Endpoints endpoints;
  private final TokenIntrospection introspection;
  private final Freshness freshness;
  private final InstantSource clock;

  /** Makes the controller. */
  public IntrospectionController(
      Endpoints endpoints,
      TokenIntrospection introspection,
      Freshness freshness,
      InstantSource clock) {
    this.endpoints = endpoints;
    this.introspection = introspection;
    this.freshness = freshness;
    this.clock = clock;
  }

  /**
   * Tells whether the token of the form field {@code token} counts now, and if so what it says.
   *
   * @throws dev.lanyard.api.http.ProblemException 503 while the view is behind
   */
  @PostMapping("/{tenant}/oauth2/v2.0/introspect")
  public ResponseEntity<Json> introspect(@PathVariable String tenant, HttpServletRequest request)
      throws IOException {
    endpoints.require(tenant);
    freshness.require();
    var token = FormBody.read(request).required("token");
    return ResponseEntity.ok()
        .header("Cache-Control", "no-store")
        .body(
            introspection
                .active(token)
                .<Json>map(IntrospectionController::active)
                .orElseGet(() -> new JsonBuilder().json("active", new Json.Bool(false)).build()));
  }

  /** Tells a malformed request in the form of OAuth (RFC 7662, section 2.3). */
  @ExceptionHandler(AuthorityRefusal.class)
  public ResponseEntity<Json> refused(AuthorityRefusal refusal, HttpServletRequest request) {
    return AuthorityReplies.of(refusal.error(), request, clock.instant());
  }

  private static Json active(OwnToken token) {
    var json = new JsonBuilder().json("active", new Json.Bool(true)).text("token_type", "Bearer");
    for (var name : TEXTS) {
      if (token.claims().get(name) instanceof String text) {
        json.text(name, text);
      }
    }
    for (var name : NUMBERS) {
      if (token.claims().get(name) instanceof Number number) {
        json.json(name, new Json.Num(BigDecimal.valueOf(number.longValue())));
      }
    }
    var client = token.claims().getOrDefault("appid", token.claims().get("azp"));
    if (client instanceof String id) {
      json.text("client_id", id);
    }
    return json.text("jti", String.valueOf(token.claims().get("uti"))).build();
  }
}
