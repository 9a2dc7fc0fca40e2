package dev.lanyard.api.workload;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a token endpoint for workloads refuses, in the words that clients know (CONTRACT 3.1).
 *
 * @param status 400 to 599; clients try again after 404, 410, 429 and 5xx only
 * @param error the code
 * @param text for people; never repeats what was sent
 * @param retryAfter when to try again; empty where that would not help
 */
public record WorkloadError(int status, String error, String text, Optional<Duration> retryAfter) {

  private WorkloadError(int status, String error, String text) {
    this(status, error, text, Optional.empty());
  }

  /** To be thrown. */
  public WorkloadRefusal refusal() {
    return new WorkloadRefusal(this);
  }

  /** Nothing shows that the workload itself asks. */
  public static WorkloadError metadataMissing() {
    return new WorkloadError(400, "bad_request_102", "Required metadata header not specified");
  }

  static WorkloadError forwarded(String header) {
    return new WorkloadError(
        400, "invalid_request", "Requests that were forwarded are not answered: " + header);
  }

  static WorkloadError foreignHost() {
    return new WorkloadError(
        400, "invalid_request", "The Host header is none of this endpoint's names");
  }

  /** Another method is served. */
  public static WorkloadError method(String offered) {
    return new WorkloadError(405, "method_not_allowed", "This endpoint takes " + offered);
  }

  /** The query lacks a variable. */
  public static WorkloadError missing(String parameter) {
    return new WorkloadError(
        400, "invalid_request", "Required query variable '" + parameter + "' is missing");
  }

  /** The query has a variable that cannot be read. */
  public static WorkloadError malformed(String parameter) {
    return new WorkloadError(
        400, "invalid_request", "Query variable '" + parameter + "' is malformed");
  }

  static WorkloadError severalSelectors() {
    return new WorkloadError(
        400, "invalid_request", "Only one identity can be named in a token request");
  }

  static WorkloadError identityNotFound() {
    return new WorkloadError(400, "invalid_request", "Identity not found");
  }

  static WorkloadError severalIdentities() {
    return new WorkloadError(
        400,
        "invalid_request",
        "Multiple user assigned identities exist, please specify the clientId / resourceId of the"
            + " identity in the token request");
  }

  static WorkloadError unknownResource() {
    return new WorkloadError(
        400,
        "invalid_resource",
        "AADSTS500011: The resource principal named in 'resource' was not found in the tenant");
  }

  /** Nothing proves on which resource the workload runs. */
  static WorkloadError unproven() {
    return new WorkloadError(
        401, "unauthorized", "The secret of this endpoint is wrong or missing");
  }

  /** A path without a resource in it, or one that nobody was given. */
  static WorkloadError noEndpoint() {
    return new WorkloadError(
        400,
        "invalid_request",
        "No identity can be told by this path; see the resource's endpoint");
  }

  static WorkloadError tooMany(Duration wait) {
    return new WorkloadError(429, "too_many_requests", "Too many requests", Optional.of(wait));
  }

  /** It may be answered soon. */
  public static WorkloadError unavailable() {
    return new WorkloadError(
        503,
        "temporarily_unavailable",
        "No token can be issued now",
        Optional.of(Duration.ofSeconds(1)));
  }
}
