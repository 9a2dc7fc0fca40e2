package dev.lanyard.api.operation;

import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.own.Bodies;
import dev.lanyard.api.own.Fields;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.projections.ViewStatus;
import dev.lanyard.projections.Views;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rebuilds read models beside the live ones, holds the two against each other, and swaps them. */
@RestController
@Tag(name = "operations")
public final class RebuildController {
  private final Rebuilds rebuilds;
  private final Views views;

  /** What a request may ask for; without a body, all views. */
  record Wanted(List<String> views) {}

  /** Makes the controller. */
  public RebuildController(Rebuilds rebuilds, Views views) {
    this.rebuilds = rebuilds;
    this.views = views;
  }

  /** Begins an operation. */
  @PostMapping("/operations/rebuilds")
  @Operation(
      summary = "Rebuild read models beside the live ones, compare, and swap",
      requestBody =
          @RequestBody(
              description = "Which views; all without a body",
              content = @Content(schema = @Schema(implementation = Wanted.class))))
  public ResponseEntity<RebuildBody> begin(HttpServletRequest request) throws IOException {
    var known = views.status().stream().map(ViewStatus::name).toList();
    var body = Bodies.read(request);
    var operation = rebuilds.begin(body.length == 0 ? known : wanted(JsonText.read(body), known));
    return ResponseEntity.accepted()
        .location(URI.create("/operations/rebuilds/" + operation.id()))
        .body(operation);
  }

  /** How an operation stands. */
  @GetMapping("/operations/rebuilds/{id}")
  @Operation(summary = "How a rebuilding stands")
  public RebuildBody status(@PathVariable String id) {
    return rebuilds
        .find(PrincipalId.parse("id", id).value())
        .orElseThrow(
            () ->
                Problem.of(404, "NotFound", "No rebuilding with this id was begun since the start.")
                    .exception());
  }

  private static Set<String> wanted(Json body, List<String> known) {
    var value = Fields.of(body, Set.of("views")).value("views");
    Set<String> names = new TreeSet<>();
    if (value.isEmpty() || !(value.get() instanceof Json.Arr(var elements)) || elements.isEmpty()) {
      throw new MalformedValue("views", "must be a list of: " + String.join(", ", known));
    }
    for (var element : elements) {
      var name = Fields.textOf("views", element);
      if (!known.contains(name)) {
        throw new MalformedValue("views", "must be a list of: " + String.join(", ", known));
      }
      names.add(name);
    }
    return names;
  }
}
