package dev.lanyard.api.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/**
 * An event as {@code GET /audit/stream} sends it: a CloudEvent (CloudEvents 1.0.2, JSON format,
 * structured mode). Absent values have no member.
 *
 * @param specversion always {@code 1.0}
 * @param id the position of the event in the ledger; unique with the source
 * @param source where events of this ledger are found: the id behind it is the event's address
 * @param type {@code dev.lanyard.}, the stored name, {@code .v} and the version, such as {@code
 *     dev.lanyard.lifecycle.RoleAssigned.v1}
 * @param subject where it happened; the id of what it is about, where that has no path
 * @param time when its commit was made
 * @param datacontenttype of the data: JSON
 * @param lanyardcommit the commit that it belongs to: the id of the commit's last event
 * @param lanyardcause the id of the event that it follows from
 * @param lanyardschema where the schema of the data's {@code payload} is, on the same server
 * @param data the event as {@code /audit/events} tells it, and its payload
 */
record CloudEvent(
    String specversion,
    String id,
    String source,
    String type,
    String subject,
    Instant time,
    String datacontenttype,
    String lanyardcommit,
    Optional<String> lanyardcause,
    String lanyardschema,
    Data data) {

  /**
   * What an event says.
   *
   * @param event as {@code /audit/events} tells it
   * @param payload what the ledger holds of it, by its published schema; personal texts lie beside
   *     it, and are null here
   */
  record Data(
      @JsonUnwrapped AuditEvent event,
      @JsonRawValue @Schema(implementation = Object.class) String payload) {}
}
