package dev.lanyard.api.compliance;

import dev.lanyard.api.http.Moments;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.own.Bodies;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ReplayId;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has the ledger replayed for review, and tells what was found. That somebody reads it is on record
 * before they are answered.
 */
@RestController
@Tag(name = "compliance")
public final class ReplayController {
  /** Where replays are. */
  static final String PATH = "/compliance/replays";

  private final Replays replays;
  private final ReplayRequest requests;
  private final ProgressEvents events;

  /**
   * Makes the controller.
   *
   * @param moments reads up to when a replay goes
   * @param json writes events
   */
  public ReplayController(
      Replays replays, Moments moments, Ledger<Recorded> ledger, JsonMapper json) {
    this.replays = replays;
    this.requests = new ReplayRequest(moments, ledger);
    this.events = new ProgressEvents(json);
  }

  /** Begins a replay. */
  @PostMapping(PATH)
  @Operation(
      summary = "Replay the ledger up to a moment, check it, and compare the read models",
      requestBody =
          @RequestBody(
              description =
                  "to: a position or an instant, the head without; scope: where breaches of"
                      + " invariants are told of; checks: of tree, invariants, views, all without",
              content = @Content(schema = @Schema(implementation = ReplayRequest.Shape.class))))
  public ResponseEntity<ReplayStatus> begin(
      @Parameter(hidden = true) GuardedRequest guarded, HttpServletRequest request)
      throws IOException {
    var order = requests.read(Bodies.read(request));
    var begun = replays.begin(order, guarded.caller().principal());
    return ResponseEntity.accepted()
        .location(URI.create(PATH + "/" + begun.asked().id()))
        .body(begun);
  }

  /** All replays that are kept. */
  @GetMapping(PATH)
  @Operation(summary = "The replays that are kept, the newest first")
  public Listing list(@Parameter(hidden = true) GuardedRequest guarded) {
    guarded.recordReading();
    return new Listing(replays.all());
  }

  /** The replays of this node. */
  public record Listing(List<ReplayStatus> value) {
    public Listing {
      value = List.copyOf(value);
    }
  }

  /** How a replay stands. */
  @GetMapping(PATH + "/{id}")
  @Operation(summary = "How a replay stands")
  public ReplayStatus status(
      @PathVariable String id, @Parameter(hidden = true) GuardedRequest guarded) {
    guarded.recordReading();
    return find(id);
  }

  private ReplayStatus find(String id) {
    return replays
        .find(ReplayId.parse("id", id))
        .orElseThrow(
            () -> Problem.of(404, "NotFound", "No replay with this id is kept.").exception());
  }

  /** Progress until the replay is over. */
  @GetMapping(PATH + "/{id}/events")
  @Operation(summary = "Server-sent events of how a replay stands, until it is over")
  public void events(
      @PathVariable String id,
      @Parameter(hidden = true) GuardedRequest guarded,
      HttpServletResponse reply) {
    guarded.recordReading();
    var first = find(id);
    events.send(() -> replays.find(first.asked().replay()).orElse(first), reply);
  }

  /** Gives a replay up. */
  @PostMapping(PATH + "/{id}/cancel")
  @Operation(summary = "Give up a replay that is under way")
  public ResponseEntity<ReplayStatus> cancel(@PathVariable String id) {
    var found = find(id);
    if (!replays.cancel(found.asked().replay())) {
      throw Problem.of(409, "ReplayIsOver", "The replay is over.").exception();
    }
    return ResponseEntity.accepted().body(find(id));
  }

  /** What a replay found. */
  @GetMapping(PATH + "/{id}/report")
  @Operation(summary = "The report of a replay: json as it was signed, csv of findings, or html")
  public ResponseEntity<byte[]> report(
      @PathVariable String id,
      @RequestParam Optional<String> format,
      @Parameter(hidden = true) GuardedRequest guarded,
      HttpServletRequest request) {
    guarded.recordReading();
    var replay = find(id).asked().replay();
    return switch (format.orElseGet(() -> accepted(request))) {
      case "json" -> reply(MediaType.APPLICATION_JSON, bytes(replay));
      case "csv" -> reply(text("csv"), ReplayForms.csv(read(replay)));
      case "html" -> reply(text("html"), ReplayForms.html(read(replay)));
      default -> throw new MalformedValue("format", "must be json, csv or html");
    };
  }

  private static String accepted(HttpServletRequest request) {
    var accept = Optional.ofNullable(request.getHeader("Accept")).orElse("");
    return accept.contains("text/csv") ? "csv" : accept.contains("text/html") ? "html" : "json";
  }

  private static MediaType text(String subtype) {
    return new MediaType("text", subtype, StandardCharsets.UTF_8);
  }

  private byte[] bytes(ReplayId replay) {
    return replays.report(replay).orElseThrow(ReplayController::notOver);
  }

  private ReplayReport read(ReplayId replay) {
    return replays
        .read(replay)
        .orElseThrow(() -> replays.report(replay).isPresent() ? unreadable() : notOver());
  }

  /** Trying again is of no use. */
  private static RuntimeException unreadable() {
    return Problem.of(
            409,
            "ReportUnreadable",
            "The report was changed since it was kept, and is none any more: only its bytes can be"
                + " had, as json.")
        .exception();
  }

  private static RuntimeException notOver() {
    return Problem.of(409, "ReplayIsNotOver", "The replay has no report yet.")
        .retryAfter(Duration.ofSeconds(1))
        .exception();
  }

  private static ResponseEntity<byte[]> reply(MediaType type, String text) {
    return reply(type, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Nothing of the page may be run or fetched. */
  private static ResponseEntity<byte[]> reply(MediaType type, byte[] content) {
    return ResponseEntity.ok()
        .contentType(type)
        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .header("X-Content-Type-Options", "nosniff")
        .body(content);
  }
}
