package dev.lanyard.api.trust;

import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.http.Moment;
import dev.lanyard.api.own.Bodies;
import dev.lanyard.api.own.Listed;
import dev.lanyard.api.own.Pages;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.WorkloadIssuer;
import dev.lanyard.domain.command.IssuerCommand.RemoveIssuer;
import dev.lanyard.domain.command.IssuerCommand.TrustIssuer;
import dev.lanyard.domain.federation.FederationRules;
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

/** The issuers whose tokens may stand for workloads, where a federated credential names them. */
@RestController
@Tag(name = "trust")
public final class IssuerController {
  private final WorkloadQueries state;

  /** Makes the controller. */
  public IssuerController(WorkloadQueries state) {
    this.state = state;
  }

  /** The trusted issuers, by name. */
  @GetMapping("/issuers")
  @Operation(summary = "The issuers whose tokens may stand for workloads")
  @Parameter(name = Moment.AS_OF, description = "A position or an RFC 3339 instant of the past")
  public Listed<IssuerBody> list(
      @RequestParam Optional<String> limit,
      @RequestParam Optional<String> cursor,
      @Parameter(hidden = true) Moment moment,
      HttpServletRequest request) {
    Page<WorkloadIssuer> page = state.issuers(Pages.paging(limit, cursor), moment.asOf());
    return Listed.of(page, IssuerBody::of, request);
  }

  /** Trusts an issuer; keys that are given take the place of those that were. */
  @PutMapping("/issuers")
  @Operation(
      summary = "Trust an issuer, or change its keys",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = IssuerBody.class))))
  public ResponseEntity<IssuerBody> put(
      @Parameter(hidden = true) GuardedRequest guarded, HttpServletRequest request)
      throws IOException {
    WorkloadIssuer asked = IssuerBody.read(JsonText.read(Bodies.read(request)));
    return Bodies.put(
        guarded.send(FederationRules.TRUST_ISSUER, new TrustIssuer(asked)), IssuerBody::of);
  }

  /** Trusts an issuer no more; one that is not trusted is no error. */
  @DeleteMapping("/issuers")
  @Operation(summary = "Trust an issuer no more")
  public ResponseEntity<Void> remove(
      @RequestParam Optional<String> issuer, @Parameter(hidden = true) GuardedRequest guarded) {
    String asked = issuer.orElseThrow(() -> new MalformedValue("issuer", "is required"));
    var command = new RemoveIssuer(FederatedCredential.requireIssuer(asked));
    return Bodies.deleted(guarded.send(FederationRules.REMOVE_ISSUER, command));
  }
}
