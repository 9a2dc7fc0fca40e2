package dev.lanyard.api.arm.activity;

import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.api.http.ThingProblems;
import dev.lanyard.api.security.Action;
import dev.lanyard.api.security.Requirement;
import dev.lanyard.api.security.Sight;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.TenantId;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.state.StateQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The activity log of a subscription (CONTRACT 4.4). It tells a change as soon as reads show it,
 * and a refusal as soon as it was told.
 */
public final class ActivityLogEndpoint {
  private final StateQueries state;
  private final MergedActivity activity;
  private final TenantId tenant;

  /**
   * Makes an endpoint of this node's views.
   *
   * @param sources where the operations come from
   */
  public ActivityLogEndpoint(StateQueries state, List<ActivitySource> sources, TenantId tenant) {
    this.state = state;
    this.activity = new MergedActivity(sources);
    this.tenant = tenant;
  }

  /** The events that match, newest first. */
  public ArmReply list(ArmRequest request, SubscriptionId subscription) {
    request.requireGet();
    long asOf = request.momentOfAudit().asOf();
    if (state.subscription(subscription, asOf).isEmpty()) {
      throw ThingProblems.subscriptionNotFound(subscription).exception();
    }
    var question = ActivityTerms.read(subscription, asOf, request.query("$filter"));
    Set<String> select = select(request.query("$select"));
    Paging events = request.paging();
    // An operation is two events.
    Paging operations = new Paging(events.after(), Math.max(1, events.limit() / 2));
    Sight sight = request.guarded().sight();
    Action reading = request.guarded().action();
    Predicate<ResourcePath> sees = at -> sight.sees(reading, at);
    Page<Operation> page =
        sight.page(
            operations,
            next -> activity.newest(question, next),
            operation -> operation.places().stream().allMatch(sees));
    // Sight ends at the subscription; requests can have been sent to another.
    Predicate<ResourcePath> anywhere =
        at ->
            at.isWithin(ResourcePath.of(subscription))
                ? sees.test(at)
                : request.guarded().may(Requirement.at(reading, at));
    var json = new ActivityJson(request.base(), tenant, subscription, anywhere);
    List<Json.Obj> told = new ArrayList<>();
    for (Operation operation : page.items()) {
      if (wanted(question, ActivityJson.outcome(operation))) {
        told.add(selected(select, json.ended(operation)));
      }
      if (wanted(question, "Started")) {
        told.add(selected(select, json.started(operation)));
      }
    }
    return request.list(new Page<>(told, page.next()), Function.identity());
  }

  private static boolean wanted(ActivityQuestion question, String status) {
    return question.status().map(status::equalsIgnoreCase).orElse(true);
  }

  private static Set<String> select(Optional<String> names) {
    return Stream.of(names.map(text -> text.split(",", -1)).orElse(new String[0]))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private static Json.Obj selected(Set<String> select, Json.Obj event) {
    if (select.isEmpty()) {
      return event;
    }
    JsonBuilder some = new JsonBuilder();
    event
        .members()
        .forEach(
            (name, value) -> {
              if (select.contains(name.toLowerCase(Locale.ROOT))) {
                some.json(name, value);
              }
            });
    return some.build();
  }
}
