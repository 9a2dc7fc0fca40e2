package dev.lanyard.api.arm.resource;

import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.state.InventoryQueries;
import dev.lanyard.projections.state.Lifetime;
import dev.lanyard.projections.state.Listed;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a listing of resources tells beside the resource when {@code $expand} asks for it (CONTRACT
 * 4.1).
 */
public final class Expansions {

  /** What can be asked for. */
  enum Expansion {
    CREATED_TIME,
    CHANGED_TIME,
    PROVISIONING_STATE
  }

  private final InventoryQueries inventory;
  private final Ledger<Recorded> ledger;

  /** Makes expansions of this node's view and ledger. */
  public Expansions(InventoryQueries inventory, Ledger<Recorded> ledger) {
    this.inventory = inventory;
    this.ledger = ledger;
  }

  /**
   * Reads {@code $expand}: names joined by commas, in any case.
   *
   * @throws MalformedValue if there is no such expansion
   */
  static Set<Expansion> asked(Optional<String> expand) {
    Set<Expansion> asked = EnumSet.noneOf(Expansion.class);
    for (String name : expand.map(text -> text.split(",", -1)).orElse(new String[0])) {
      asked.add(
          switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "createdtime" -> Expansion.CREATED_TIME;
            case "changedtime" -> Expansion.CHANGED_TIME;
            case "provisioningstate" -> Expansion.PROVISIONING_STATE;
            default ->
                throw new MalformedValue(
                    "$expand", "must be of createdTime, changedTime, provisioningState");
          });
    }
    return asked;
  }

  /** The resource with what was asked for. */
  Json.Obj add(Set<Expansion> asked, Listed listed, Json.Obj resource, long asOf) {
    if (asked.isEmpty()) {
      return resource;
    }
    JsonBuilder more = new JsonBuilder();
    resource.members().forEach(more::json);
    inventory.lifetime(pathOf(listed), asOf).ifPresent(lifetime -> addTimes(asked, lifetime, more));
    if (asked.contains(Expansion.PROVISIONING_STATE)) {
      more.text("provisioningState", "Succeeded");
    }
    return more.build();
  }

  private void addTimes(Set<Expansion> asked, Lifetime lifetime, JsonBuilder json) {
    if (asked.contains(Expansion.CREATED_TIME)) {
      timeOf(lifetime.created()).ifPresent(time -> json.instant("createdTime", time));
    }
    if (asked.contains(Expansion.CHANGED_TIME)) {
      timeOf(lifetime.changed()).ifPresent(time -> json.instant("changedTime", time));
    }
  }

  private Optional<Instant> timeOf(long commit) {
    return ledger.committedAt(commit);
  }

  private static ResourcePath pathOf(Listed listed) {
    return switch (listed) {
      case Listed.OfResource(var resource) -> resource.scope().path();
      case Listed.OfUserIdentity(var identity) -> identity.scope().path();
    };
  }
}
