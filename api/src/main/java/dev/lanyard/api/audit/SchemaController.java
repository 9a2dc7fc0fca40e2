package dev.lanyard.api.audit;

import dev.lanyard.api.http.Problem;
import dev.lanyard.eventstore.EventSchemas;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What the payloads of events look like: a JSON Schema for each stored name and version. */
@RestController
@Tag(name = "audit")
public final class SchemaController {
  private static final String ROOT = "/audit/schemas";
  private static final MediaType SCHEMA = MediaType.valueOf("application/schema+json");

  private final EventSchemas schemas;

  /** Publishes these. */
  public SchemaController(EventSchemas schemas) {
    this.schemas = schemas;
  }

  /** The path of a schema on this server. */
  static String pathOf(String name, String version) {
    return ROOT + "/" + name + "/" + version;
  }

  /**
   * Where a schema is.
   *
   * @param name the stored name of the event, with its namespace
   * @param version the stored version
   * @param path of its schema, on this server
   */
  record Place(String name, String version, String path) {}

  /**
   * All of them.
   *
   * @param value sorted by name and version
   */
  record Places(List<Place> value) {
    Places {
      value = List.copyOf(value);
    }
  }

  /** All schemas: of every event that a ledger can hold, and every version. */
  @GetMapping(ROOT)
  @Operation(summary = "The JSON Schemas of all events")
  public Places all() {
    return new Places(
        schemas.all().stream()
            .map(
                schema ->
                    new Place(
                        schema.name(), schema.version(), pathOf(schema.name(), schema.version())))
            .toList());
  }

  /** One schema. */
  @GetMapping(ROOT + "/{name}/{version}")
  @Operation(summary = "The JSON Schema (2020-12) of the payload of an event")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/schema+json",
              schema = @Schema(implementation = Object.class)))
  public ResponseEntity<String> one(@PathVariable String name, @PathVariable String version) {
    return schemas
        .of(name, version)
        .map(schema -> ResponseEntity.ok().contentType(SCHEMA).body(schema.json()))
        .orElseThrow(
            () ->
                Problem.of(404, "NotFound", "No event is stored under this name and version.")
                    .exception());
  }
}
