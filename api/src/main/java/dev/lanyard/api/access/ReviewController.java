package dev.lanyard.api.access;

import dev.lanyard.api.http.Moment;
import dev.lanyard.api.http.Moments;
import dev.lanyard.api.own.Pages;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.api.security.Requirement;
import dev.lanyard.api.security.Sight;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.state.AccessDecisions;
import dev.lanyard.projections.state.Entitled;
import dev.lanyard.projections.state.Holders;
import dev.lanyard.projections.state.RequestedAction;
import dev.lanyard.projections.state.WordedGrant;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells reviewers who may do something, and what somebody may do. That they ask is on record before
 * they are answered.
 */
@RestController
@Tag(name = "access")
public final class ReviewController {
  private final AccessDecisions decisions;
  private final Moments moments;
  private final InstantSource clock;

  /** Makes the controller. */
  public ReviewController(AccessDecisions decisions, Moments moments, InstantSource clock) {
    this.decisions = decisions;
    this.moments = moments;
    this.clock = clock;
  }

  /** All who may do something at a scope, for who may ask it there. */
  @GetMapping("/access/who")
  @Operation(summary = "Who may do something somewhere, and through what")
  @Parameter(name = Moment.AS_OF, description = "A position or an RFC 3339 instant of the past")
  public WhoPage who(
      @ParameterObject WhoQuestion question,
      @Parameter(hidden = true) Moment moment,
      @Parameter(hidden = true) GuardedRequest guarded,
      HttpServletRequest request) {
    RequestedAction action = question.requested();
    ResourcePath scope = question.place();
    Paging paging = Pages.paging(question.limit(), question.cursor());
    guarded.require(Requirement.at(guarded.action(), scope));
    guarded.recordReading();
    Page<Entitled> page =
        decisions.who(action, scope, paging, moment.asOf(), evaluated(moment, request));
    return new WhoPage(
        page.items().stream().map(WhoPage.Entry::of).toList(),
        page.next().map(cursor -> Pages.linkTo(cursor, request)));
  }

  /** The grants that count for a principal, of those at scopes where the reviewer may ask. */
  @GetMapping("/access/what")
  @Operation(summary = "What somebody may do, by role assignment")
  @Parameter(name = Moment.AS_OF, description = "A position or an RFC 3339 instant of the past")
  public WhatPage what(
      @Parameter(required = true) @RequestParam Optional<String> principal,
      @Parameter(description = "Ids of groups that count with it, with commas between")
          @RequestParam
          Optional<String> groups,
      @RequestParam Optional<String> limit,
      @RequestParam Optional<String> cursor,
      @Parameter(hidden = true) Moment moment,
      @Parameter(hidden = true) GuardedRequest guarded,
      HttpServletRequest request) {
    Holders holders =
        new Holders(
            PrincipalId.parse(
                "principal",
                principal.orElseThrow(() -> new MalformedValue("principal", "is required"))),
            groups.map(ReviewController::ids).orElse(List.of()));
    Paging paging = Pages.paging(limit, cursor);
    Sight sight = guarded.sight();
    guarded.recordReading();
    Instant at = evaluated(moment, request);
    Page<WordedGrant> page =
        sight.page(
            paging,
            next -> decisions.what(holders, next, moment.asOf(), at),
            each -> sight.sees(guarded.action(), each.grant().at()));
    return new WhatPage(
        page.items().stream().map(WhatPage.Entry::of).toList(),
        page.next().map(next -> Pages.linkTo(next, request)));
  }

  private static List<PrincipalId> ids(String texts) {
    return Arrays.stream(texts.split(",", -1))
        .map(text -> PrincipalId.parse("groups", text))
        .toList();
  }

  private Instant evaluated(Moment moment, HttpServletRequest request) {
    Optional<String> asOf = Optional.ofNullable(request.getParameter(Moment.AS_OF));
    return moments.evaluated(moment, asOf, clock.instant());
  }
}
