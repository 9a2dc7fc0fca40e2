package dev.lanyard.api.audit;

import dev.lanyard.api.own.Pages;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.access.AccessFilter;
import dev.lanyard.projections.audit.AuditFilter;
import dev.lanyard.projections.audit.AuditQueries.Order;
import dev.lanyard.projections.audit.AuditSubject;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Optional;
import java.util.Set;

/**
 * The query parameters of {@code GET /audit/events}, as they were sent. All that are given must
 * hold.
 */
public record AuditQuestion(
    @Parameter(description = "Path or id of what the events are about") Optional<String> subject,
    @Parameter(description = "Path or name of a resource group: it and all in it")
        Optional<String> resourceGroup,
    @Parameter(description = "Id of the principal that caused them") Optional<String> caller,
    @Parameter(description = "Name of the command, such as PutResource") Optional<String> operation,
    @Parameter(description = "First position, or RFC 3339 instant") Optional<String> from,
    @Parameter(description = "Last position, or RFC 3339 instant") Optional<String> to,
    @Parameter(description = "Id of the command") Optional<String> correlation,
    @Parameter(
            description =
                """
                accepted (default): what changed something. refused: requests that were refused, \
                as the access log keeps them for its retention; subject is then a path that was \
                asked for, from and to as positions are those of the ledger that the refusal \
                rests on, and correlation is the id of the request. all: both, by time\
                """)
        Optional<String> outcome,
    @Parameter(description = "newest (default) or oldest first") Optional<String> order,
    @Parameter(description = "Most events of a page: 1 to 1000, default 100")
        Optional<String> limit,
    @Parameter(description = "Where the page begins, from nextLink") Optional<String> cursor) {

  /**
   * What the trail is asked for.
   *
   * @param defaultSubscription where a resource group is that is named without a path
   * @throws MalformedValue if a parameter is none; names it
   */
  public AuditFilter filter(SubscriptionId defaultSubscription) {
    return new AuditTerms(subject, resourceGroup, caller, operation, from, to, correlation)
        .filter(defaultSubscription);
  }

  /** Which of the two logs are asked. */
  enum Outcome {
    ACCEPTED,
    REFUSED,
    ALL
  }

  Outcome asked() {
    return switch (outcome.orElse("accepted")) {
      case "accepted" -> Outcome.ACCEPTED;
      case "refused" -> Outcome.REFUSED;
      case "all" -> Outcome.ALL;
      default -> throw new MalformedValue("outcome", "must be accepted, refused or all");
    };
  }

  /** The same question to the access log; empty where no refused request can match. */
  Optional<AccessFilter> refusals(SubscriptionId defaultSubscription) {
    AuditFilter accepted = filter(defaultSubscription);
    Optional<ResourcePath> at = accepted.subject().flatMap(AuditSubject::place);
    if (accepted.subject().isPresent() && at.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new AccessFilter(
            Set.of(RequestRefused.class),
            accepted.caller(),
            at,
            accepted.group(),
            accepted.operation(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            accepted.fromPosition(),
            accepted.toPosition(),
            accepted.from(),
            accepted.to(),
            correlation));
  }

  Order sorted() {
    return switch (order.orElse("newest")) {
      case "newest" -> Order.NEWEST_FIRST;
      case "oldest" -> Order.OLDEST_FIRST;
      default -> throw new MalformedValue("order", "must be newest or oldest");
    };
  }

  Paging paging() {
    return Pages.paging(limit, cursor);
  }
}
