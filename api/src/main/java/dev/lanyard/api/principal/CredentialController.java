package dev.lanyard.api.principal;

import dev.lanyard.api.FreshIds;
import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.http.Moment;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.api.own.Bodies;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.OperatorCredential.Kind;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.command.PrincipalCommand.AddOperatorCredential;
import dev.lanyard.domain.command.PrincipalCommand.RevokeOperatorCredential;
import dev.lanyard.domain.credential.CredentialRules;
import dev.lanyard.eventstore.CommandRejected;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.tokens.ClientCertificates;
import dev.lanyard.tokens.ClientSecrets;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** By what service principals prove who they are; to roll one, add the new before the old goes. */
@RestController
@Tag(name = "principals")
public final class CredentialController {
  private final StateQueries state;
  private final ClientSecrets secrets;
  private final ClientCertificates certificates;
  private final FreshIds ids;
  private final InstantSource clock;

  /** Makes the controller. */
  public CredentialController(
      StateQueries state,
      ClientSecrets secrets,
      ClientCertificates certificates,
      FreshIds ids,
      InstantSource clock) {
    this.state = state;
    this.secrets = secrets;
    this.certificates = certificates;
    this.ids = ids;
    this.clock = clock;
  }

  /** Adds a credential; the reply is the only one that tells a secret's text. */
  @PostMapping("/principals/{id}/credentials")
  @Operation(
      summary = "Give a service principal one more credential",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = CredentialRequest.class))))
  public ResponseEntity<CredentialBody> add(
      @PathVariable String id,
      @Parameter(hidden = true) GuardedRequest guarded,
      HttpServletRequest request)
      throws IOException {
    var asked = CredentialRequest.of(JsonText.read(Bodies.read(request)));
    var principal = PrincipalId.parse("id", id);
    var credential = ids.credential();
    try {
      // The key first, then the fact: a fact never names a key that is not there.
      var made = make(asked, credential);
      var command = new AddOperatorCredential(principal, made.credential());
      var reply = guarded.send(CredentialRules.ADD, command);
      return ResponseEntity.status(201)
          .headers(Bodies.headers(reply))
          .body(CredentialBody.of(made.credential(), made.secret()));
    } catch (CommandRejected | MalformedValue | ProblemException refused) {
      // After any other failure the fact may be there all the same.
      forget(credential);
      throw refused;
    }
  }

  private record Made(OperatorCredential credential, Optional<String> secret) {}

  private Made make(CredentialRequest asked, CredentialId id) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return switch (asked.toKind()) {
      case SECRET -> {
        var end = asked.end(now, Optional.empty());
        var text = secrets.issue(id);
        yield new Made(
            new OperatorCredential(id, Kind.SECRET, Optional.empty(), now, end), Optional.of(text));
      }
      case CERTIFICATE -> {
        var known = certificates.register(id, asked.certificate().orElseThrow());
        var end = asked.end(now, Optional.of(known.notAfter()));
        yield new Made(
            new OperatorCredential(
                id, Kind.CERTIFICATE, Optional.of(known.thumbprint()), known.notBefore(), end),
            Optional.empty());
      }
    };
  }

  /** The live credentials of a principal, without what proves them. */
  @GetMapping("/principals/{id}/credentials")
  @Operation(summary = "The credentials of a service principal")
  @Parameter(name = Moment.AS_OF, description = "A position or an RFC 3339 instant of the past")
  public Credentials list(@PathVariable String id, @Parameter(hidden = true) Moment moment) {
    return new Credentials(
        state.credentials(PrincipalId.parse("id", id), moment.asOf()).stream()
            .map(credential -> CredentialBody.of(credential, Optional.empty()))
            .toList());
  }

  /**
   * The credentials of one principal.
   *
   * @param value in no particular order; 20 at most
   */
  public record Credentials(List<CredentialBody> value) {
    public Credentials {
      value = List.copyOf(value);
    }
  }

  /** Takes a credential away, for ever; one that is not there is no error. */
  @DeleteMapping("/principals/{id}/credentials/{credentialId}")
  @Operation(summary = "Revoke a credential of a service principal")
  public ResponseEntity<Void> revoke(
      @PathVariable String id,
      @PathVariable String credentialId,
      @Parameter(hidden = true) GuardedRequest guarded) {
    var credential = CredentialId.parse("credentialId", credentialId);
    var command = new RevokeOperatorCredential(PrincipalId.parse("id", id), credential);
    var reply = guarded.send(CredentialRules.REVOKE, command);
    if (reply.done().changed()) {
      forget(credential);
    }
    return Bodies.deleted(reply);
  }

  private void forget(CredentialId credential) {
    secrets.forget(credential);
    certificates.forget(credential);
  }
}
