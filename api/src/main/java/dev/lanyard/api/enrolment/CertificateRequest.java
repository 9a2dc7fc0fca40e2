package dev.lanyard.api.enrolment;

import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.own.Fields;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.MalformedValue;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** What an agent sends for a certificate, and by what it proves its resource; never shown. */
sealed interface CertificateRequest {
  /** Longest body, in bytes. */
  int BYTES_MAX = 64 * 1024;

  /** Its request of PKCS#10 in PEM; not looked at yet. */
  String certificateRequest();

  /**
   * {@code {"code", "certificateRequest"}}: its first one.
   *
   * @param code the credential's id, a dot, and its secret
   */
  record First(String code, String certificateRequest) implements CertificateRequest {
    /** The id in front of the dot; empty if there is none. */
    Optional<CredentialId> credential() {
      int dot = code.indexOf('.');
      try {
        return dot < 0
            ? Optional.empty()
            : Optional.of(CredentialId.parse("code", code.substring(0, dot)));
      } catch (MalformedValue noId) {
        return Optional.empty();
      }
    }

    /** What stands behind the dot. */
    String secret() {
      return code.substring(code.indexOf('.') + 1);
    }

    @Override
    public String toString() {
      return "First";
    }
  }

  /**
   * {@code {"clientId", "clientAssertion", "certificateRequest"}}: one in the place of another.
   *
   * @param clientId the id of the other
   * @param clientAssertion what the other's key has signed (RFC 7523, section 2.2)
   */
  record Next(ClientId clientId, String clientAssertion, String certificateRequest)
      implements CertificateRequest {
    @Override
    public String toString() {
      return "Next[" + clientId + "]";
    }
  }

  /**
   * Reads the body of an enrolment.
   *
   * @throws MalformedValue if a member is missing, unknown or no text; names it
   * @throws dev.lanyard.api.http.ProblemException 413 or 400 if it is too large or no JSON
   */
  static First first(HttpServletRequest request) throws IOException {
    var fields = fields(request, "code", "certificateRequest");
    return new First(fields.required("code"), fields.required("certificateRequest"));
  }

  /**
   * Reads the body of a renewal.
   *
   * @throws MalformedValue likewise
   * @throws dev.lanyard.api.http.ProblemException likewise
   */
  static Next next(HttpServletRequest request) throws IOException {
    var fields = fields(request, "clientId", "clientAssertion", "certificateRequest");
    return new Next(
        ClientId.parse("clientId", fields.required("clientId")),
        fields.required("clientAssertion"),
        fields.required("certificateRequest"));
  }

  private static Fields fields(HttpServletRequest request, String... known) throws IOException {
    byte[] body = request.getInputStream().readNBytes(BYTES_MAX + 1);
    if (body.length > BYTES_MAX) {
      throw Problem.of(
              413, "RequestEntityTooLarge", "The body is larger than " + BYTES_MAX + " bytes.")
          .at("body")
          .exception();
    }
    return Fields.of(JsonText.read(body), Set.of(known));
  }
}
