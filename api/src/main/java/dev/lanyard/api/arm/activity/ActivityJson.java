package dev.lanyard.api.arm.activity;

import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.api.http.JsonText;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;

/**
 * The two events of an operation as Azure Monitor writes them (CONTRACT 4.4). {@code requestbody}
 * is the spelling that clients look for.
 *
 * @param base scheme, host and port of this server
 * @param seen the places that the reader sees: a request that was sent elsewhere is told without
 *     where
 */
record ActivityJson(
    String base, TenantId tenant, SubscriptionId subscription, Predicate<ResourcePath> seen) {
  private static final String OBJECT_ID =
      "http://schemas.microsoft.com/identity/claims/objectidentifier";

  /** 1970 in tenths of microseconds since the year 1. */
  private static final long EPOCH_TICKS = 621_355_968_000_000_000L;

  Json.Obj started(Operation operation) {
    JsonBuilder properties = properties(operation);
    operation.request().ifPresent(body -> properties.text("requestbody", text(body)));
    return event(operation, "BeginRequest", "Begin request", "Started", Optional.empty())
        .json("properties", properties.build())
        .build();
  }

  Json.Obj ended(Operation operation) {
    HttpStatus status = HttpStatus.valueOf(operation.status());
    JsonBuilder properties = properties(operation).text("statusCode", status.getReasonPhrase());
    operation.response().ifPresent(body -> properties.text("responseBody", text(body)));
    operation.error().ifPresent(code -> properties.text("statusMessage", text(error(code))));
    String outcome = outcome(operation);
    return event(operation, "EndRequest", "End request", outcome, Optional.of(status))
        .json("properties", properties.build())
        .build();
  }

  /** How an operation ended. */
  static String outcome(Operation operation) {
    return operation.status() < 400 ? "Succeeded" : "Failed";
  }

  private static JsonBuilder properties(Operation operation) {
    JsonBuilder properties =
        new JsonBuilder()
            .text("entity", operation.resourceId())
            .text("message", operation.action());
    operation.http().requestId().ifPresent(id -> properties.text("serviceRequestId", id));
    return properties;
  }

  /** As the reply told it, without the words: those are not on record. */
  private static Json.Obj error(String code) {
    return new JsonBuilder().json("error", new JsonBuilder().text("code", code).build()).build();
  }

  private Json.Obj http(Operation.Http request) {
    JsonBuilder http = new JsonBuilder().text("method", request.method());
    if (seen.test(request.place())) {
      http.text("uri", base + request.path());
    }
    request.clientRequestId().ifPresent(id -> http.text("clientRequestId", id));
    request.sourceAddress().ifPresent(address -> http.text("clientIpAddress", address));
    return http.build();
  }

  private JsonBuilder event(
      Operation operation, String name, String told, String state, Optional<HttpStatus> status) {
    UUID id = idOf(operation, name);
    String subStatus = status.map(HttpStatus::getReasonPhrase).orElse("");
    return new JsonBuilder()
        .json(
            "authorization",
            new JsonBuilder()
                .text("action", operation.action())
                .text("scope", operation.scope())
                .build())
        .text("caller", operation.caller())
        .text("channels", "Operation")
        .json("claims", new JsonBuilder().text(OBJECT_ID, operation.caller()).build())
        .text("correlationId", operation.correlation())
        .text("description", "")
        .text("eventDataId", id)
        .json("eventName", words(name, told))
        .json("category", words("Administrative", "Administrative"))
        .instant("eventTimestamp", operation.at())
        .instant("submissionTimestamp", operation.at())
        .text("id", operation.resourceId() + "/events/" + id + "/ticks/" + ticks(operation))
        .text("level", operation.status() < 400 ? "Informational" : "Error")
        .text("operationId", operation.id())
        .json("operationName", words(operation.action(), operation.action()))
        .text("resourceGroupName", operation.groupName().orElse(""))
        .json("resourceProviderName", words(operation.provider(), operation.provider()))
        .json("resourceType", words(operation.resourceType(), operation.resourceType()))
        .text("resourceId", operation.resourceId())
        .json("status", words(state, state))
        .json(
            "subStatus",
            words(
                subStatus.replace(" ", ""),
                status
                    .map(code -> "%s (HTTP Status Code: %d)".formatted(subStatus, code.value()))
                    .orElse("")))
        .json("httpRequest", http(operation.http()))
        .text("subscriptionId", subscription)
        .text("tenantId", tenant);
  }

  private static Json.Obj words(String value, String localized) {
    return new JsonBuilder().text("value", value).text("localizedValue", localized).build();
  }

  /** Start and end are told apart; the same question later gives the same ids. */
  private static UUID idOf(Operation operation, String name) {
    String text = operation.id() + name;
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Tenths of microseconds since the year 1, as .NET counts. */
  private static long ticks(Operation operation) {
    return EPOCH_TICKS + 10 * ChronoUnit.MICROS.between(Instant.EPOCH, operation.at());
  }

  private static String text(Json.Obj body) {
    return new String(JsonText.write(body), StandardCharsets.UTF_8);
  }
}
