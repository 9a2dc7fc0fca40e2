package dev.lanyard.api.authority;

import dev.lanyard.api.workload.Selector;
import dev.lanyard.api.workload.WorkloadRefusal;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.MalformedValue;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What a client asks of a token endpoint (RFC 6749, section 4.4; CONTRACT 2.1). Fields that it has
 * no use for are ignored.
 *
 * @param client the client id, as it was presented
 * @param proof what shall prove it
 * @param scope of version 2.0; empty where absent
 * @param resource of version 1.0; empty where absent
 * @param selector which identity an agent asks for; others do not say
 */
record TokenRequest(
    String client,
    Proof proof,
    Optional<String> scope,
    Optional<String> resource,
    Selector selector) {
  /** The fields by which an agent names an identity: behind its own {@code client_id}. */
  private static final String OF_IDENTITY = "mi_";

  private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final int CLIENT_LENGTH_MAX = 64;

  /** What a client proves itself by; never shown. */
  sealed interface Proof {
    /** A shared secret. */
    record Secret(String text) implements Proof {
      @Override
      public String toString() {
        return "Secret";
      }
    }

    /** A token that the client signed with its own key (RFC 7523, section 2.2). */
    record Assertion(String text) implements Proof {
      @Override
      public String toString() {
        return "Assertion";
      }
    }
  }

  /**
   * Reads a form, and the header {@code Authorization} where it has the scheme {@code Basic} (RFC
   * 6749, section 2.3.1).
   *
   * @throws AuthorityRefusal if something is missing or given twice
   */
  static TokenRequest of(FormBody form, HttpServletRequest request) {
    if (!form.required("grant_type").equals("client_credentials")) {
      throw AuthorityError.unsupportedGrant().refusal();
    }
    Optional<Basic> basic = Optional.ofNullable(request.getHeader("Authorization")).map(Basic::of);
    if (basic.isPresent() && form.text("client_secret").isPresent()) {
      throw AuthorityError.duplicated("client_secret").refusal();
    }
    String client = basic.map(Basic::client).orElseGet(() -> form.required("client_id"));
    if (form.text("client_id").filter(named -> !named.equals(client)).isPresent()) {
      throw AuthorityError.duplicated("client_id").refusal();
    }
    return new TokenRequest(
        client,
        proof(form, basic.map(Basic::secret)),
        form.text("scope"),
        form.text("resource"),
        selector(form));
  }

  private static Selector selector(FormBody form) {
    try {
      return Selector.of(
          name -> name.startsWith(OF_IDENTITY) ? form.text(name) : form.text(OF_IDENTITY + name));
    } catch (WorkloadRefusal refused) {
      throw AuthorityError.ofWorkload(refused.error()).refusal();
    }
  }

  private static Proof proof(FormBody form, Optional<String> basic) {
    var secret = basic.or(() -> form.text("client_secret"));
    var assertion = form.text("client_assertion");
    if (secret.isPresent() && assertion.isPresent()) {
      throw AuthorityError.malformed("Only one of a secret and an assertion may be presented.")
          .refusal();
    }
    if (assertion.isPresent() && !form.required("client_assertion_type").equals(JWT_BEARER)) {
      throw AuthorityError.malformed("The client_assertion_type must be " + JWT_BEARER + ".")
          .refusal();
    }
    return assertion
        .<Proof>map(Proof.Assertion::new)
        .or(() -> secret.map(Proof.Secret::new))
        .orElseThrow(() -> AuthorityError.noCredential().refusal());
  }

  /** The client id as an id; empty where it is none, and so that of nobody. */
  Optional<ClientId> clientId() {
    try {
      return Optional.of(ClientId.parse("client_id", client));
    } catch (MalformedValue noGuid) {
      return Optional.empty();
    }
  }

  /** The client id for people; what is no such text is not repeated. */
  String shownClient() {
    return client.length() <= CLIENT_LENGTH_MAX
            && client.chars().allMatch(c -> c > ' ' && c <= '~' && c != '\'')
        ? client
        : "?";
  }

  /**
   * The resource that a token is asked for.
   *
   * @throws AuthorityRefusal if none is named, or more than one
   */
  String asked() {
    if (resource.isPresent() && scope.isEmpty()) {
      return resource
          .filter(Audiences::isText)
          .orElseThrow(() -> AuthorityError.malformed("The resource is no URI.").refusal());
    }
    return Audiences.ofScope(scope.orElseThrow(() -> AuthorityError.missing("scope").refusal()))
        .orElseThrow(() -> AuthorityError.invalidScope().refusal());
  }

  /** User name and password, each encoded like a form's field. */
  private record Basic(String client, String secret) {
    static Basic of(String header) {
      if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
        throw AuthorityError.malformed("The Authorization header must be of scheme Basic.")
            .refusal();
      }
      try {
        var bytes = Base64.getDecoder().decode(header.substring(6).strip());
        var pair = new String(bytes, StandardCharsets.ISO_8859_1);
        int colon = pair.indexOf(':');
        if (colon > 0) {
          return new Basic(
              FormBody.decoded(pair.substring(0, colon)),
              FormBody.decoded(pair.substring(colon + 1)));
        }
      } catch (IllegalArgumentException notBase64) {
        throw AuthorityError.malformed("The Authorization header is malformed.").refusal();
      }
      throw AuthorityError.malformed("The Authorization header is malformed.").refusal();
    }

    @Override
    public String toString() {
      return "Basic";
    }
  }
}
