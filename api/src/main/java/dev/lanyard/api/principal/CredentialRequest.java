package dev.lanyard.api.principal;

import dev.lanyard.api.own.Fields;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.OperatorCredential.Kind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.convert.DurationStyle;

/**
 * What {@code POST /principals/{id}/credentials} asks for.
 *
 * @param kind {@code secret}, which the server makes, or {@code certificate}
 * @param certificate a public certificate in PEM; only with that kind
 * @param notAfter when it ends, an RFC 3339 instant; or
 * @param validFor how long it counts, such as {@code 90d} or {@code PT12H}; where neither is given,
 *     a secret counts for 180 days, a certificate as long as it says itself
 */
record CredentialRequest(
    @Schema(allowableValues = {"secret", "certificate"}) String kind,
    Optional<String> certificate,
    Optional<Instant> notAfter,
    Optional<Duration> validFor) {
  private static final Duration SECRET_VALID = Duration.ofDays(180);
  private static final Duration VALID_MAX = Duration.ofDays(2 * 365);

  static CredentialRequest of(Json body) {
    var fields = Fields.of(body, Set.of("kind", "certificate", "notAfter", "validFor"));
    var kind = fields.required("kind");
    if (!Set.of("secret", "certificate").contains(kind)) {
      throw new MalformedValue("kind", "must be secret or certificate");
    }
    var certificate = fields.text("certificate");
    if (certificate.isPresent() != kind.equals("certificate")) {
      throw new MalformedValue("certificate", "is required for that kind, and only there");
    }
    var request =
        new CredentialRequest(
            kind,
            certificate,
            fields.text("notAfter").map(CredentialRequest::instant),
            fields.text("validFor").map(CredentialRequest::duration));
    if (request.notAfter.isPresent() && request.validFor.isPresent()) {
      throw new MalformedValue("validFor", "and notAfter cannot both be given");
    }
    return request;
  }

  Kind toKind() {
    return kind.equals("secret") ? Kind.SECRET : Kind.CERTIFICATE;
  }

  /**
   * When the credential ends.
   *
   * @param now whole seconds
   * @param most the end of what the credential itself says; empty for a secret
   * @throws MalformedValue if that has passed already, or is too far ahead
   */
  Instant end(Instant now, Optional<Instant> most) {
    var asked = notAfter.or(() -> validFor.map(now::plus));
    var end = asked.or(() -> most).orElseGet(() -> now.plus(SECRET_VALID));
    var limit = most.orElseGet(() -> now.plus(VALID_MAX));
    var field = validFor.isPresent() ? "validFor" : "notAfter";
    if (!end.isAfter(now)) {
      throw new MalformedValue(field, "must be in the future");
    }
    if (end.isAfter(limit)) {
      throw new MalformedValue(field, "must be at most " + limit);
    }
    return end;
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text).truncatedTo(ChronoUnit.SECONDS);
    } catch (java.time.DateTimeException malformed) {
      throw new MalformedValue("notAfter", "must be an RFC 3339 instant in UTC");
    }
  }

  private static Duration duration(String text) {
    try {
      var duration = DurationStyle.detectAndParse(text);
      if (duration.compareTo(VALID_MAX) <= 0) {
        return duration;
      }
    } catch (IllegalArgumentException | ArithmeticException malformed) {
      throw new MalformedValue("validFor", "must be a duration such as 90d or PT12H");
    }
    throw new MalformedValue("validFor", "must be at most " + VALID_MAX.toDays() + " days");
  }
}
