package dev.lanyard.api.authority;

import dev.lanyard.api.workload.WorkloadError;
import dev.lanyard.domain.ClientId;
import java.time.Duration;
import java.util.Optional;

/**
 * Why a token endpoint refuses, in the words that clients know (CONTRACT 2.2).
 *
 * @param status 400 to 599
 * @param error the code of RFC 6749, section 5.2
 * @param number the digits behind {@code AADSTS}
 * @param text for people; never repeats a secret or an assertion
 * @param retryAfter when the same request may succeed, in whole seconds; empty where it may not
 */
record AuthorityError(
    int status, String error, int number, String text, Optional<Duration> retryAfter) {
  private static final Duration SOON = Duration.ofSeconds(1);

  /** What trying again does not mend. */
  AuthorityError(int status, String error, int number, String text) {
    this(status, error, number, text, Optional.empty());
  }

  /** The code that logs and records name. */
  String code() {
    return "AADSTS" + number;
  }

  /** Whether a limit has told it, which counts what is too much by itself. */
  boolean isTooMany() {
    return status == 429;
  }

  AuthorityRefusal refusal() {
    return new AuthorityRefusal(this);
  }

  static AuthorityError malformed(String why) {
    return new AuthorityError(400, "invalid_request", 9_002_313, "Invalid request. " + why);
  }

  static AuthorityError tooLarge() {
    return new AuthorityError(
        413, "invalid_request", 9_002_313, "Invalid request. The body is too large.");
  }

  static AuthorityError duplicated(String field) {
    return new AuthorityError(
        400,
        "invalid_request",
        9_000_411,
        "The request is not properly formatted. The parameter '" + field + "' is duplicated.");
  }

  static AuthorityError missing(String field) {
    return new AuthorityError(
        400,
        "invalid_request",
        900_144,
        "The request body must contain the following parameter: '" + field + "'.");
  }

  static AuthorityError unsupportedGrant() {
    return new AuthorityError(
        400,
        "unsupported_grant_type",
        70_003,
        "The app requested an unsupported grant type; this server has client_credentials.");
  }

  static AuthorityError unknownTenant(String tenant) {
    return new AuthorityError(
        400,
        "invalid_request",
        90_002,
        "Tenant '" + tenant + "' not found. Check that the tenant ID is that of this server.");
  }

  static AuthorityError noCredential() {
    return new AuthorityError(
        401,
        "invalid_client",
        7_000_216,
        "'client_assertion' or 'client_secret' is required for the 'client_credentials' grant.");
  }

  static AuthorityError unknownClient(String client, Object tenant) {
    return new AuthorityError(
        400,
        "unauthorized_client",
        700_016,
        "Application with identifier '%s' was not found in the directory '%s'."
            .formatted(client, tenant));
  }

  static AuthorityError disabledClient(ClientId client) {
    return new AuthorityError(
        400, "unauthorized_client", 7_000_112, "Application '" + client + "' is disabled.");
  }

  static AuthorityError wrongSecret(ClientId client) {
    return new AuthorityError(
        401,
        "invalid_client",
        7_000_215,
        "Invalid client secret provided for app '" + client + "'.");
  }

  static AuthorityError secretNotValidNow(ClientId client) {
    return new AuthorityError(
        401,
        "invalid_client",
        7_000_222,
        "The provided client secret of app '" + client + "' has expired or is not valid yet.");
  }

  static AuthorityError certificateNotValidNow(ClientId client) {
    return new AuthorityError(
        401,
        "invalid_client",
        1_000_502,
        "The certificate of app '" + client + "' has expired or is not valid yet.");
  }

  static AuthorityError assertion(int number, String why) {
    return new AuthorityError(401, "invalid_client", number, why);
  }

  /** CONTRACT 2.2: clients print it, and go on with the next credential. */
  static AuthorityError noFederatedRecord() {
    return new AuthorityError(
        401,
        "invalid_client",
        70_021,
        "No matching federated identity record found for presented assertion. Check issuer, subject"
            + " and audience of the federated credentials.");
  }

  static AuthorityError issuerNotTrusted() {
    return new AuthorityError(
        401,
        "invalid_client",
        700_211,
        "The issuer of the assertion is not one whose keys this server may ask for.");
  }

  /** What a workload is told, for its agent to tell it: these have no number. */
  static AuthorityError ofWorkload(WorkloadError error) {
    return new AuthorityError(error.status(), error.error(), 0, error.text(), error.retryAfter());
  }

  static AuthorityError unknownResource(String resource, Object tenant) {
    return new AuthorityError(
        400,
        "invalid_resource",
        500_011,
        "The resource principal named %s was not found in the tenant named %s."
            .formatted(resource, tenant));
  }

  static AuthorityError invalidScope() {
    return new AuthorityError(
        400,
        "invalid_scope",
        1_002_012,
        "The provided value for scope is not valid. It must name one resource, as a URI with"
            + " /.default behind it.");
  }

  /** The number that Entra has for clients that keep no tokens: clients of it know to wait. */
  static AuthorityError tooMany(Duration wait) {
    return new AuthorityError(
        429,
        "temporarily_unavailable",
        50_196,
        "A client request loop was detected. Keep a token while it is valid, and try again later.",
        Optional.of(wait));
  }

  static AuthorityError unavailable() {
    return new AuthorityError(
        503,
        "temporarily_unavailable",
        90_033,
        "A transient error has occurred. Try again.",
        Optional.of(SOON));
  }
}
