package dev.lanyard.api.access;

import dev.lanyard.api.http.AccessMoments;
import dev.lanyard.api.http.SkipTokens;
import dev.lanyard.api.own.Listed;
import dev.lanyard.api.own.Pages;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.api.security.Requirement;
import dev.lanyard.api.security.Sight;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.access.Use;
import dev.lanyard.projections.access.UseFilter;
import dev.lanyard.projections.access.UseQueries;
import dev.lanyard.projections.state.StateQueries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells reviewers when identities were used last, through which resource and for what. That they
 * ask is on record before they are answered.
 */
@RestController
@Tag(name = "access")
public final class UseController {
  private final UseQueries uses;
  private final StateQueries state;
  private final AccessMoments moments;
  private final SkipTokens cursors;

  /**
   * Makes the controller.
   *
   * @param state tells where an identity is whose token no resource asked for
   * @param cursors seal the cursor, which names a use that may not be shown
   */
  public UseController(
      UseQueries uses, StateQueries state, AccessMoments moments, SkipTokens cursors) {
    this.uses = uses;
    this.state = state;
    this.moments = moments;
    this.cursors = cursors;
  }

  /** The uses that match, of those at scopes where the reviewer may ask. */
  @GetMapping("/access/uses")
  @Operation(summary = "When identities were used last, through what, and for which audience")
  public Listed<UseBody> uses(
      @ParameterObject UseQuestion question,
      @Parameter(hidden = true) GuardedRequest guarded,
      HttpServletRequest request) {
    UseFilter filter = question.filter();
    Paging paging =
        Pages.paging(
            question.limit(), question.cursor().map(token -> cursors.cursor("cursor", token)));
    filter.within().ifPresent(scope -> guarded.require(Requirement.at(guarded.action(), scope)));
    Sight sight = guarded.sight();
    guarded.recordReading();
    moments.awaitHead();
    Page<Use> page =
        sight.page(
            paging,
            next -> uses.uses(filter, next),
            use -> sight.sees(guarded.action(), placeOf(use)));
    return Listed.of(new Page<>(page.items(), page.next().map(cursors::of)), UseBody::of, request);
  }

  /**
   * A use is of the place of the resource that asked; where none did, of the place of the identity;
   * and where that is none, or has ended, of the whole tenant.
   */
  private ResourcePath placeOf(Use use) {
    return use.through()
        .or(
            () ->
                state
                    .identityOf(use.principal(), StateQueries.CURRENT)
                    .map(identity -> identity.scope().path()))
        .orElse(ResourcePath.ROOT);
  }
}
