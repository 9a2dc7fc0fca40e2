package dev.lanyard.api.enrolment;

import dev.lanyard.api.Caller;
import dev.lanyard.api.RequestMarks;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.api.security.Freshness;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.eventstore.CommandRejected;
import dev.lanyard.projections.state.ProvenResource;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The HTTP side of enrolment. No token is asked for: the code, or the certificate that is there, is
 * the proof. On record as the caller is the server's operator, as for all that the server does by
 * itself, with the address and ids of the request and the proof as the reason; who let an agent in
 * is the caller of the code's own fact, to which the fact of its use leads.
 */
@RestController
@Tag(name = "agents")
public final class EnrolmentController {
  private static final String ENROLMENT = "/agents/enrolment";

  private final AgentProofs proofs;
  private final AgentCertificates certificates;
  private final EnrolmentRefusals refusals;
  private final Freshness freshness;
  private final EnrolmentReplies replies;
  private final PrincipalId operator;

  /**
   * Makes the controller.
   *
   * @param operator on record as the caller
   */
  public EnrolmentController(
      AgentProofs proofs,
      AgentCertificates certificates,
      EnrolmentRefusals refusals,
      Freshness freshness,
      EnrolmentReplies replies,
      PrincipalId operator) {
    this.proofs = proofs;
    this.certificates = certificates;
    this.refusals = refusals;
    this.freshness = freshness;
    this.replies = replies;
    this.operator = operator;
  }

  /** Exchanges a code for a first certificate, once. */
  @PostMapping(ENROLMENT)
  @Operation(
      summary = "Give an agent its first certificate for an enrolment code",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(schema = @Schema(implementation = CertificateRequest.First.class))))
  public ResponseEntity<Json> enrol(HttpServletRequest request) throws IOException {
    CertificateRequest.First asked;
    ProvenResource resource;
    try {
      asked = CertificateRequest.first(request);
      freshness.require();
      resource = proofs.byCode(asked).orElseThrow(EnrolmentController::unproven);
      refusals.requireRate(request, resource);
    } catch (MalformedValue | ProblemException refused) {
      refusals.count(request, refused);
      throw refused;
    }
    var caller = caller(request, resource, "enrolment by code ");
    return answer(
        request,
        resource,
        () ->
            certificates
                .enrol(resource, asked.certificateRequest(), caller)
                .orElseThrow(EnrolmentController::unproven));
  }

  /** Exchanges a certificate for the next one, from half its time on. */
  @PostMapping(EnrolmentReplies.RENEWAL)
  @Operation(
      summary = "Give an agent a certificate in the place of the one that it has",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = CertificateRequest.Next.class))))
  public ResponseEntity<Json> renew(HttpServletRequest request) throws IOException {
    CertificateRequest.Next asked;
    ProvenResource resource;
    try {
      asked = CertificateRequest.next(request);
      freshness.require();
      resource =
          proofs
              .byAssertion(
                  asked,
                  replies.renewalEndpoints(),
                  proved -> refusals.requireRate(request, proved))
              .orElseThrow(EnrolmentController::unproven);
    } catch (MalformedValue | ProblemException refused) {
      refusals.count(request, refused);
      throw refused;
    }
    var caller = caller(request, resource, "renewal by certificate ");
    return answer(request, resource, () -> renewed(resource, asked.certificateRequest(), caller));
  }

  private Certified renewed(ProvenResource resource, String request, Caller caller) {
    Optional<Certified> made = certificates.made(resource, request);
    if (made.isPresent()) {
      return made.get();
    }
    certificates
        .notDueUntil(resource)
        .ifPresent(
            due -> {
              throw Problem.of(409, "NotDue", "The certificate can be renewed from " + due + " on.")
                  .exception();
            });
    return certificates
        .renew(resource, request, caller)
        .orElseThrow(
            () ->
                Problem.of(
                        409,
                        "AlreadyRenewed",
                        "The certificate was renewed for another key, or revoked.")
                    .exception());
  }

  private Caller caller(HttpServletRequest request, ProvenResource resource, String reason) {
    var marks = RequestMarks.of(request);
    return new Caller(
        operator,
        List.of(),
        Optional.empty(),
        marks.address(),
        marks.requestId(),
        marks.clientRequestId(),
        marks.traceId(),
        Personal.of(reason + resource.credential().id()));
  }

  private ResponseEntity<Json> answer(
      HttpServletRequest request, ProvenResource resource, Supplier<Certified> certified) {
    try {
      return ResponseEntity.status(201)
          .header("Cache-Control", "no-store")
          .body(replies.of(certified.get()));
    } catch (CommandRejected rejected) {
      refusals.record(request, resource, rejected.rejection().getClass().getSimpleName());
      // It ended since it was looked up, and its credentials with it.
      throw rejected.rejection() instanceof ResourceNotFound ? unproven() : rejected;
    } catch (ProblemException refused) {
      refusals.record(request, resource, refused.problem().code());
      throw refused;
    } catch (MalformedValue malformed) {
      refusals.record(request, resource, String.valueOf(malformed.getMessage()));
      throw malformed;
    }
  }

  /** Of a code or certificate that is unknown, wrong, used, over, or its resource's that ended. */
  private static ProblemException unproven() {
    return Problem.of(
            401,
            "EnrolmentRefused",
            "Neither a live enrolment code nor a live certificate of an agent was presented.")
        .exception();
  }
}
