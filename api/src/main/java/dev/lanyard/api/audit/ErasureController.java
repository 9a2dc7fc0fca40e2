package dev.lanyard.api.audit;

import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.http.Positions;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.own.Bodies;
import dev.lanyard.api.own.Fields;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.domain.command.ComplianceCommand.ErasePersonalPart;
import dev.lanyard.domain.compliance.ComplianceRules;
import dev.lanyard.eventstore.log.OpenedLeaf;
import dev.lanyard.eventstore.log.ProvableLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Erases the personal texts of one event of the lifecycle, for every reader and for ever (ADR
 * 0013). That it was done, by whom and why, is an event itself.
 */
@RestController
@Tag(name = "audit")
public final class ErasureController {
  private final ProvableLog lifecycle;

  /** What a request says; the reason stays on record, and so must not name the person. */
  record Wanted(String reason) {}

  /**
   * Makes the controller.
   *
   * @param lifecycle tells what there is to erase
   */
  public ErasureController(ProvableLog lifecycle) {
    this.lifecycle = lifecycle;
  }

  /** Erases a personal part; one that is erased already stays so, with the reason of then. */
  @PostMapping("/audit/events/{position}/erase")
  @Operation(
      summary = "Erase the personal texts of one event, for ever",
      requestBody =
          @RequestBody(
              required = true,
              description = "Why, in 1 to 512 characters that stay: they must not name the person",
              content = @Content(schema = @Schema(implementation = Wanted.class))))
  public ResponseEntity<Erased> erase(
      @PathVariable String position,
      @Parameter(hidden = true) GuardedRequest guarded,
      HttpServletRequest request)
      throws IOException {
    var at = Positions.require("position", position);
    var reason =
        Fields.of(JsonText.read(Bodies.read(request)), Set.of("reason")).required("reason");
    var command = new ErasePersonalPart(at, nameOf(erasable(at)), reason);
    var reply = guarded.send(ComplianceRules.ERASE, command);
    var made = reply.done().after().made().orElseThrow();
    return ResponseEntity.ok()
        .headers(Bodies.headers(reply))
        .body(new Erased(made.position(), made.event(), made.reason(), reply.done().changed()));
  }

  /** What an event is never changes, and that it is erased is for the rule to say. */
  private OpenedLeaf erasable(long position) {
    var event =
        lifecycle
            .opened(position)
            .orElseThrow(
                () ->
                    Problem.of(404, "NotFound", "No event is on record at this position.")
                        .at("position")
                        .exception());
    if (event.personal().filter(part -> part.bytes().length == 0).isPresent()) {
      throw Problem.of(409, "NoPersonalPart", "The event at this position has no personal part.")
          .at("position")
          .exception();
    }
    return event;
  }

  private static String nameOf(OpenedLeaf event) {
    return event.name().substring(event.name().indexOf('.') + 1);
  }

  /**
   * A personal part that is erased.
   *
   * @param position of the event that it belonged to
   * @param event the stored name of that event, such as {@code RoleAssigned}
   * @param reason why, as it is on record
   * @param changed whether this request erased it; not where an earlier one had
   */
  public record Erased(long position, String event, String reason, boolean changed) {}
}
