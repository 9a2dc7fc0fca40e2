package dev.lanyard.api.authority;

import dev.lanyard.api.http.Problem;
import dev.lanyard.api.security.Freshness;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Status lists (Token Status List, draft-ietf-oauth-status-list-17, sections 8.1 and 8.2): by them,
 * resource servers that verify tokens on their own learn which have lost effect. Open to everybody,
 * for they tell of numbers only.
 */
@Hidden
@RestController
public final class StatusListController {
  /** How long a list may be kept, and counts at all. */
  public static final Duration LIFETIME = Duration.ofSeconds(1);

  private static final MediaType TYPE = MediaType.valueOf("application/statuslist+jwt");

  private final Endpoints endpoints;
  private final PublishedStatuses statuses;
  private final Freshness freshness;

  /** Makes the controller. */
  public StatusListController(
      Endpoints endpoints, PublishedStatuses statuses, Freshness freshness) {
    this.endpoints = endpoints;
    this.statuses = statuses;
    this.freshness = freshness;
  }

  /**
   * One list.
   *
   * @throws dev.lanyard.api.http.ProblemException 404 if there is none with the number, or of the
   *     tenant; 503 while the view is behind
   */
  @GetMapping("/{tenant}/statuslists/{number}")
  public ResponseEntity<String> list(@PathVariable String tenant, @PathVariable String number) {
    freshness.require();
    return StatusListEntry.numberOf(number)
        .filter(_ -> endpoints.isOurs(tenant))
        .flatMap(statuses::list)
        .map(
            list ->
                ResponseEntity.ok()
                    .contentType(TYPE)
                    .cacheControl(CacheControl.maxAge(LIFETIME).cachePublic())
                    .body(list))
        .orElseThrow(
            () ->
                Problem.of(404, "StatusListNotFound", "There is no such status list.").exception());
  }
}
