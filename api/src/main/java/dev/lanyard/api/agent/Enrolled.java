package dev.lanyard.api.agent;

import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.api.own.Fields;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.TenantId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an agent keeps beside its key, in {@code agent.json}; no secret.
 *
 * @param tenant the tenant that its tokens are of
 * @param tokenEndpoint what assertions for tokens name, as the server calls itself
 * @param renewalEndpoint what assertions for a renewal name
 * @param current by what it proves its resource
 * @param previous what that has replaced, until it was used once
 * @param notAfter until when the current certificate counts
 * @param renewAfter from when on it can be renewed
 */
record Enrolled(
    TenantId tenant,
    String tokenEndpoint,
    String renewalEndpoint,
    Held current,
    Optional<Held> previous,
    Instant notAfter,
    Instant renewAfter) {
  private static final Set<String> MEMBERS =
      Set.of(
          "tenantId",
          "tokenEndpoint",
          "renewalEndpoint",
          "clientId",
          "key",
          "previousClientId",
          "previousKey",
          "notAfter",
          "renewAfter");

  private static final Pattern KEY = Pattern.compile("key-[12]\\.pem");

  /**
   * A certificate that it has.
   *
   * @param client its id
   * @param key the name of its file in the same folder
   */
  record Held(ClientId client, String key) {
    Held {
      if (!KEY.matcher(key).matches()) {
        throw new MalformedValue("key", "must be key-1.pem or key-2.pem");
      }
    }
  }

  /**
   * Takes what the server has answered an enrolment or a renewal with.
   *
   * @param key the file of the key that it is for
   * @throws MalformedValue if a member is missing or malformed; names it
   */
  static Enrolled of(ServerLink.Answer answer, String key, Optional<Held> previous) {
    return new Enrolled(
        TenantId.parse("tenantId", required(answer, "tenantId")),
        required(answer, "tokenEndpoint"),
        required(answer, "renewalEndpoint"),
        new Held(ClientId.parse("clientId", required(answer, "clientId")), key),
        previous,
        instant("notAfter", required(answer, "notAfter")),
        instant("renewAfter", required(answer, "renewAfter")));
  }

  private static String required(ServerLink.Answer answer, String name) {
    return answer.text(name).orElseThrow(() -> new MalformedValue(name, "is missing"));
  }

  /**
   * Reads the file's text.
   *
   * @throws MalformedValue if it is no such file; names a member
   */
  static Enrolled read(byte[] text) {
    Fields fields;
    try {
      fields = Fields.of(JsonText.read(text), MEMBERS);
    } catch (ProblemException malformed) {
      throw new MalformedValue("file", "must be JSON");
    }
    Optional<Held> previous =
        fields
            .text("previousClientId")
            .map(
                id ->
                    new Held(
                        ClientId.parse("previousClientId", id), fields.required("previousKey")));
    return new Enrolled(
        TenantId.parse("tenantId", fields.required("tenantId")),
        fields.required("tokenEndpoint"),
        fields.required("renewalEndpoint"),
        new Held(ClientId.parse("clientId", fields.required("clientId")), fields.required("key")),
        previous,
        instant("notAfter", fields.required("notAfter")),
        instant("renewAfter", fields.required("renewAfter")));
  }

  private static Instant instant(String field, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException malformed) {
      throw new MalformedValue(field, "must be an RFC 3339 instant");
    }
  }

  /** The file's text. */
  byte[] text() {
    JsonBuilder json =
        new JsonBuilder()
            .text("tenantId", tenant)
            .text("tokenEndpoint", tokenEndpoint)
            .text("renewalEndpoint", renewalEndpoint)
            .text("clientId", current.client())
            .text("key", current.key());
    previous.ifPresent(
        old -> json.text("previousClientId", old.client()).text("previousKey", old.key()));
    Json.Obj whole = json.text("notAfter", notAfter).text("renewAfter", renewAfter).build();
    return JsonText.write(whole);
  }

  /** The same, with nothing beside the current certificate. */
  Enrolled alone() {
    return new Enrolled(
        tenant, tokenEndpoint, renewalEndpoint, current, Optional.empty(), notAfter, renewAfter);
  }
}
