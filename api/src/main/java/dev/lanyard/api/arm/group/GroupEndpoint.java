package dev.lanyard.api.arm.group;

import dev.lanyard.api.FreshIds;
import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.Fields;
import dev.lanyard.api.arm.FilterTerm;
import dev.lanyard.api.arm.Locations;
import dev.lanyard.api.arm.TagTerms;
import dev.lanyard.api.http.Moment;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ThingProblems;
import dev.lanyard.api.security.Action;
import dev.lanyard.api.security.Requirement;
import dev.lanyard.api.security.Sight;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.command.GroupCommand.CreateResourceGroup;
import dev.lanyard.domain.command.GroupCommand.DeleteResourceGroup;
import dev.lanyard.domain.command.GroupCommand.UpdateResourceGroup;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupDeleted;
import dev.lanyard.domain.resource.GroupRules;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.projections.state.TagFilter;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/** Resource groups (CONTRACT 4.1). */
public final class GroupEndpoint {
  private static final Action READ =
      Action.read("Microsoft.Resources/subscriptions/resourceGroups");
  private static final Action READ_OPERATIONS =
      Action.read("Microsoft.Resources/subscriptions/operationresults");
  private static final Pattern OPERATION = Pattern.compile("[1-9][0-9]{0,17}");

  private final StateQueries state;
  private final Ledger<Recorded> ledger;
  private final FreshIds ids;

  /** Makes an endpoint of this node's ledger and view. */
  public GroupEndpoint(StateQueries state, Ledger<Recorded> ledger, FreshIds ids) {
    this.state = state;
    this.ledger = ledger;
    this.ids = ids;
  }

  /** Any method on one group. */
  public ArmReply serve(ArmRequest request, ResourcePath path) throws IOException {
    return switch (request.method()) {
      case "GET" -> get(request, path);
      case "PUT" -> put(request, path);
      case "PATCH" -> patch(request, path);
      case "DELETE" -> delete(request, path);
      default -> throw request.notAllowed("GET", "HEAD", "PUT", "PATCH", "DELETE");
    };
  }

  /** The groups of a subscription. */
  public ArmReply list(ArmRequest request, SubscriptionId subscription) {
    request.requireGet();
    Moment moment = request.moment();
    TagFilter wanted = TagTerms.of(FilterTerm.parse(request.query("$filter")));
    Sight sight = request.guarded().sight();
    return request.list(
        sight.page(
            request.paging(),
            page -> state.groups(subscription, wanted, page, moment.asOf()),
            group -> sight.sees(READ, group.scope().path())),
        GroupJson::of);
  }

  private ArmReply get(ArmRequest request, ResourcePath path) {
    return state
        .group(path, request.moment().asOf())
        .map(group -> ArmReply.of(200, GroupJson.of(group)))
        .orElseThrow(() -> ThingProblems.groupNotFound(path).exception());
  }

  private ArmReply put(ArmRequest request, ResourcePath path) throws IOException {
    Fields body = request.body();
    var done =
        request
            .send(
                GroupRules.CREATE,
                new CreateResourceGroup(path, ids.thing(), Locations.required(body), body.tags()))
            .done();
    int status = done.before().subject().isEmpty() ? 201 : 200;
    return ArmReply.of(status, GroupJson.of(done.after().subject().orElseThrow()));
  }

  private ArmReply patch(ArmRequest request, ResourcePath path) throws IOException {
    Map<String, String> tags =
        request.body().tags().orElseThrow(() -> new MalformedValue("tags", "is required"));
    var done = request.send(GroupRules.UPDATE, new UpdateResourceGroup(path, tags)).done();
    return ArmReply.of(200, GroupJson.of(done.after().subject().orElseThrow()));
  }

  /** The deletion is done when it is answered; clients poll {@code Location} nevertheless. */
  private ArmReply delete(ArmRequest request, ResourcePath path) {
    var done = request.send(GroupRules.DELETE, new DeleteResourceGroup(path)).done();
    String location =
        "%s/subscriptions/%s/operationresults/%d?api-version=%s"
            .formatted(
                request.base(),
                path.subscription().orElseThrow(),
                done.position(),
                request.apiVersion());
    return ArmReply.empty(202).with("Location", location).with("Retry-After", "0");
  }

  /**
   * How a deletion went. Its id is the position of the commit that it was, so that nothing is kept:
   * the ledger knows whether there was such a deletion. Who asked for it may know how it went, also
   * where its rights ended with the group; others may who read operations of the subscription. As
   * of an earlier moment there was no such operation.
   */
  public ArmReply operation(ArmRequest request, SubscriptionId subscription, String id) {
    request.requireGet();
    long asOf = request.moment().asOf();
    boolean known =
        OPERATION.matcher(id).matches()
            && Long.parseLong(id) <= asOf
            && ledger
                .at(Long.parseLong(id))
                .filter(Recorded::closesCommit)
                .filter(recorded -> isDeletionIn(subscription, recorded))
                .filter(recorded -> mayKnow(request, subscription, recorded))
                .isPresent();
    if (!known) {
      throw Problem.of(404, "OperationNotFound", "There is no such operation.").exception();
    }
    return ArmReply.empty(200);
  }

  private static boolean mayKnow(
      ArmRequest request, SubscriptionId subscription, Recorded recorded) {
    return recorded.metadata().caller().equals(request.caller().principal())
        || request.guarded().may(Requirement.at(READ_OPERATIONS, ResourcePath.of(subscription)));
  }

  private static boolean isDeletionIn(SubscriptionId subscription, Recorded recorded) {
    return recorded.event() instanceof ResourceGroupDeleted(var scope)
        && scope.path().subscription().filter(subscription::equals).isPresent();
  }
}
