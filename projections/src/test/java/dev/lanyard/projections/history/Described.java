package dev.lanyard.projections.history;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.LiveUserIdentity;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.projections.audit.FacetChange;
import dev.lanyard.projections.audit.FacetChange.How;
import dev.lanyard.projections.audit.FacetChange.Kind;
import dev.lanyard.projections.state.AccessChange;
import dev.lanyard.projections.state.HeldGrant;
import dev.lanyard.projections.state.Listed;
import dev.lanyard.projections.state.WordedGrant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that was at a moment, by the names under which differences tell of it. */
final class Described {
  private final Map<String, Object> all = new TreeMap<>();

  private Described() {}

  static Map<String, Object> of(Answers answers) {
    Described described = new Described();
    answers
        .subscriptions()
        .forEach(
            one ->
                described.put(Kind.SUBSCRIPTION, "/subscriptions/" + one.subscription(), "", one));
    answers.groups().forEach(one -> described.put(Kind.GROUP, one.scope().id(), "", one));
    answers.resources().forEach(described::put);
    answers
        .locks()
        .forEach(one -> described.put(Kind.LOCK, one.scope().id(), one.name().key(), one));
    answers
        .roles()
        .forEach(one -> described.put(Kind.ROLE, one.definition().role(), "", one.definition()));
    answers
        .assignments()
        .forEach(one -> described.put(Kind.GRANT, one.grant().assignment(), "", one.grant()));
    answers.principals().forEach(one -> described.put(Kind.PRINCIPAL, one.principal(), "", one));
    Map<AssignmentId, ScopeId> scopes = new HashMap<>();
    answers
        .assignments()
        .forEach(one -> scopes.put(one.grant().assignment(), one.grant().scope().id()));
    for (WordedGrant one : answers.what()) {
      String scope = String.valueOf(scopes.get(one.grant().assignment()));
      described.all.put(access(one.grant(), scope), one.permissions());
    }
    return described.all;
  }

  private void put(Listed listed) {
    switch (listed) {
      case Listed.OfUserIdentity(LiveUserIdentity one) ->
          put(Kind.USER_IDENTITY, one.scope().id(), "", one);
      case Listed.OfResource(LiveResource one) -> {
        put(Kind.RESOURCE, one.scope().id(), "", List.of(one.location(), one.body()));
        one.system().ifPresent(it -> put(Kind.SYSTEM_IDENTITY, one.scope().id(), "", it));
        one.attached()
            .forEach((id, it) -> put(Kind.ATTACHMENT, one.scope().id(), id.toString(), it));
      }
    }
  }

  private void put(Kind kind, Object id, String name, Object what) {
    all.put(key(kind, id.toString(), name), what);
  }

  private static String key(Kind kind, String id, String name) {
    return kind + " " + id + " " + name;
  }

  private static String access(HeldGrant grant, String scope) {
    return "ACCESS %s %s %s".formatted(grant.holder(), grant.role(), scope);
  }

  /** How the later of two differs from the earlier. */
  static Map<String, How> between(Map<String, Object> before, Map<String, Object> after) {
    Map<String, How> differences = new TreeMap<>();
    before.forEach(
        (key, what) -> {
          if (!after.containsKey(key)) {
            differences.put(key, How.WENT);
          } else if (!what.equals(after.get(key))) {
            differences.put(key, How.CHANGED);
          }
        });
    after.keySet().stream()
        .filter(key -> !before.containsKey(key))
        .forEach(key -> differences.put(key, How.CAME));
    return differences;
  }

  /** The same as the views tell it, without what came and went between. */
  static Map<String, How> told(Stream<Difference> differences) {
    Map<String, How> told = new TreeMap<>();
    differences.forEach(
        difference -> {
          switch (difference) {
            case Difference.OfState(var change) when change.how() != How.PASSED ->
                put(told, key(change), change.how());
            case Difference.OfState _ -> {}
            case Difference.OfAccess(var change, _) -> put(told, key(change), how(change));
          }
        });
    return told;
  }

  private static void put(Map<String, How> told, String key, How how) {
    if (told.put(key, how) != null) {
      throw new AssertionError(key + " is told twice");
    }
  }

  private static String key(FacetChange change) {
    return key(change.kind(), change.id(), change.name().orElse(""));
  }

  private static String key(AccessChange change) {
    return "ACCESS %s %s %s".formatted(change.principal(), change.role(), change.scopeId());
  }

  private static How how(AccessChange change) {
    if (change.before().isEmpty()) {
      return How.CAME;
    }
    return change.after().isEmpty() ? How.WENT : How.CHANGED;
  }
}
