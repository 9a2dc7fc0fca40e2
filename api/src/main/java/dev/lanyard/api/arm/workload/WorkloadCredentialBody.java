package dev.lanyard.api.arm.workload;

import dev.lanyard.api.arm.Fields;
import dev.lanyard.api.http.Problem;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.WorkloadCredential.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What a request for a workload's credential says.
 *
 * @param kind of what the server makes
 * @param validity how long it counts
 */
record WorkloadCredentialBody(Kind kind, Duration validity) {
  /** As long as a secret may lie where a workload reads it. */
  static final Duration VALIDITY = Duration.ofDays(365);

  /** Longest validity. */
  static final Duration VALIDITY_MAX = Duration.ofDays(2 * 365);

  /** A code is shown to an agent that is being set up at the time. */
  static final Duration CODE_VALIDITY = Duration.ofMinutes(10);

  /** Longest time for which what was replaced goes on. */
  static final Duration OVERLAP_MAX = Duration.ofDays(30);

  private static final Duration VALIDITY_MIN = Duration.ofSeconds(1);

  /**
   * Reads the properties of what is issued.
   *
   * @param properties {@code kind}, {@code EndpointSecret} where it is absent, and {@code validity}
   * @throws MalformedValue if one of them cannot be; names it
   */
  static WorkloadCredentialBody of(Optional<Fields> properties) {
    Kind kind =
        properties
            .flatMap(fields -> fields.text("kind").map(text -> issuable(fields.at("kind"), text)))
            .orElse(Kind.ENDPOINT_SECRET);
    return of(kind, properties);
  }

  /** Reads the validity of a credential whose kind is known. */
  static WorkloadCredentialBody of(Kind kind, Optional<Fields> properties) {
    Optional<Duration> asked = duration(properties, "validity", VALIDITY_MIN, VALIDITY_MAX);
    if (kind == Kind.ENROLMENT_CODE && asked.isPresent()) {
      throw new MalformedValue(
          "properties.validity", "must be absent: a code counts for ten minutes");
    }
    return new WorkloadCredentialBody(
        kind, kind == Kind.ENROLMENT_CODE ? CODE_VALIDITY : asked.orElse(VALIDITY));
  }

  /**
   * Requires a kind that the server makes, and that is given more than once.
   *
   * @throws dev.lanyard.api.http.ProblemException 400 for the others
   */
  static Kind rotatable(Kind kind) {
    return switch (kind) {
      case ENDPOINT_SECRET, ENDPOINT_PATH -> kind;
      case ENROLMENT_CODE, CERTIFICATE ->
          throw Problem.of(
                  400,
                  "CredentialNotRotatable",
                  "Only endpoint secrets and endpoint paths are rotated: issue another code, and"
                      + " leave certificates to their agents.")
              .exception();
    };
  }

  /** How long what is replaced goes on: not at all where that is absent. */
  static Duration overlap(Optional<Fields> properties) {
    return duration(properties, "overlap", Duration.ZERO, OVERLAP_MAX).orElse(Duration.ZERO);
  }

  private static Kind issuable(String field, String text) {
    for (Kind kind : Kind.values()) {
      if (kind.toString().equals(text) && kind != Kind.CERTIFICATE) {
        return kind;
      }
    }
    throw new MalformedValue(field, "must be EndpointSecret, EndpointPath or EnrolmentCode");
  }

  private static Optional<Duration> duration(
      Optional<Fields> properties, String name, Duration least, Duration most) {
    return properties
        .flatMap(fields -> fields.text(name))
        .map(text -> duration("properties." + name, text, least, most));
  }

  private static Duration duration(String field, String text, Duration least, Duration most) {
    try {
      Duration duration = Duration.parse(text);
      if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException | ArithmeticException malformed) {
      throw new MalformedValue(field, "must be an ISO 8601 duration such as P30D or PT1H");
    }
    throw new MalformedValue(field, "must be from %s to P%dD".formatted(least, most.toDays()));
  }

  /**
   * Requires what this server offers.
   *
   * @param paths whether secrets in paths are taken
   * @throws dev.lanyard.api.http.ProblemException 400 if the kind is not offered
   */
  WorkloadCredentialBody offered(boolean paths) {
    if (kind == Kind.ENDPOINT_PATH && !paths) {
      throw Problem.of(
              400,
              "EndpointPathsAreOff",
              "Secrets in paths are off on this server: its operator can allow them by"
                  + " LANYARD_WORKLOAD_PATHS=true.")
          .at("properties.kind")
          .exception();
    }
    return this;
  }

  /** The credential, from an instant on. */
  WorkloadCredential from(Instant now, CredentialId id) {
    return new WorkloadCredential(id, kind, Optional.empty(), now, now.plus(validity));
  }
}
