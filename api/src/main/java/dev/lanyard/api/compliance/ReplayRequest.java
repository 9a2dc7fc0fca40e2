package dev.lanyard.api.compliance;

import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.http.Moments;
import dev.lanyard.api.own.Fields;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.replay.Check;
import dev.lanyard.projections.replay.ReplayOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what shall be replayed. */
final class ReplayRequest {
  private static final Set<String> MEMBERS = Set.of("to", "scope", "checks");

  private final Moments moments;
  private final Ledger<Recorded> ledger;

  ReplayRequest(Moments moments, Ledger<Recorded> ledger) {
    this.moments = moments;
    this.ledger = ledger;
  }

  /** What the body of a request may say; all of it may be absent. */
  record Shape(String to, String scope, List<String> checks) {}

  /**
   * Reads a body; all up to the head where it is empty.
   *
   * @throws dev.lanyard.api.http.ProblemException 400 if {@code to} lies beyond the head or is not
   *     settled; 503 if the views are behind it
   * @throws MalformedValue if a member is not what it must be; names it
   */
  ReplayOrder read(byte[] body) {
    Json json = body.length == 0 ? Json.Obj.EMPTY : JsonText.read(body);
    Fields fields = Fields.of(json, MEMBERS);
    return new ReplayOrder(
        fields.value("to").map(this::commit).orElseGet(ledger::head),
        fields.text("scope").map(text -> ResourcePath.parse("scope", text)),
        fields.value("checks").map(ReplayRequest::checks).orElse(EnumSet.allOf(Check.class)));
  }

  private long commit(Json to) {
    String text =
        to instanceof Json.Num(var number) ? number.toPlainString() : Fields.textOf("to", to);
    return moments.of("to", Optional.of(text), Optional.empty()).position();
  }

  private static Set<Check> checks(Json json) {
    if (!(json instanceof Json.Arr(var elements)) || elements.isEmpty()) {
      throw new MalformedValue("checks", "must be a list of checks, one at least");
    }
    Set<Check> checks = EnumSet.noneOf(Check.class);
    elements.forEach(each -> checks.add(Check.parse("checks", Fields.textOf("checks", each))));
    return checks;
  }
}
