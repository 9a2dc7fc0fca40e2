package dev.lanyard.api.server;

import dev.lanyard.domain.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares a reply with the one that a client accepted, and learns which of our ids stands for
 * which recorded one. A reply may say more than the accepted one; what that has must be there, and
 * be the same where it does not come from the server that was recorded.
 */
final class Likeness {
  /** Ids that a server makes. */
  private static final Set<String> MADE =
      Set.of(
          "principalId", "clientId", "appId", "createdBy", "updatedBy", "createdOn", "updatedOn");

  /** Texts and lists of the recorded server's own choice: they must be there. */
  private static final Set<String> CHOSEN =
      Set.of(
          "description",
          "permissions",
          "displayName",
          "subscriptionDisplayName",
          "Location",
          "alternativeNames",
          "resourceTypes",
          "@odata.context");

  /**
   * Members that the recorded server had and CONTRACT leaves open: a machine's own number, and the
   * address of its own token service.
   */
  private static final Set<String> SURPLUS = Set.of("vmId", "clientSecretUrl");

  private final Map<String, String> ours = new HashMap<>();
  private final List<String> differences = new ArrayList<>();

  /** A recorded text in our ids. */
  String translated(String text) {
    String all = text;
    for (var id : ours.entrySet()) {
      all = all.replace(id.getKey(), id.getValue());
    }
    return all;
  }

  /** What differs in a reply; empty if it is as it should be. */
  List<String> differences(Json accepted, Json actual) {
    differences.clear();
    compare("", accepted, actual);
    return List.copyOf(differences);
  }

  private void compare(String at, Json accepted, Json actual) {
    switch (accepted) {
      case Json.Obj(var members) -> {
        if (actual instanceof Json.Obj(var given)) {
          members.forEach((name, member) -> member(at, name, member, given));
        } else {
          differences.add(at + " is no object");
        }
      }
      case Json.Arr(var elements) -> {
        if (actual instanceof Json.Arr(var given)) {
          elements.forEach(element -> element(at, element, given));
        } else {
          differences.add(at + " is no array");
        }
      }
      case Json.Text(var text) -> {
        boolean same =
            actual instanceof Json.Text(var given) && given.equalsIgnoreCase(translated(text));
        if (!same) {
          differences.add(at + " is " + actual + ", not " + text);
        }
      }
      case Json.Num _, Json.Bool _, Json.Null _ -> {
        if (!actual.equals(accepted)) {
          differences.add(at + " is " + actual + ", not " + accepted);
        }
      }
    }
  }

  private void member(String at, String name, Json accepted, Map<String, Json> given) {
    Optional<Json> found =
        given.entrySet().stream()
            .filter(member -> member.getKey().equalsIgnoreCase(translated(name)))
            .map(Map.Entry::getValue)
            .findFirst();
    String there = at + "." + name;
    boolean lockState = name.equals("provisioningState") && given.containsKey("level");
    if (found.isEmpty()) {
      if (!SURPLUS.contains(name) && !lockState && !isNoIdentity(name, accepted)) {
        differences.add(there + " is missing");
      }
    } else if (MADE.contains(name)) {
      learn(accepted, found.get(), there);
    } else if (!CHOSEN.contains(name)) {
      compare(there, accepted, found.get());
    }
  }

  /** A resource without identity may leave the block out (CONTRACT 4.2). */
  private static boolean isNoIdentity(String name, Json accepted) {
    return name.equals("identity")
        && accepted.equals(new Json.Obj(Map.of("type", new Json.Text("None"))));
  }

  private void learn(Json accepted, Json actual, String at) {
    if (accepted instanceof Json.Text(var recorded) && actual instanceof Json.Text(var own)) {
      String known = ours.putIfAbsent(recorded, own);
      boolean stamp = at.endsWith("On") || at.endsWith("By");
      if (known != null && !known.equals(own) && !stamp) {
        differences.add(at + " is " + own + " and was " + known + " before");
      }
    } else if (!(accepted instanceof Json.Null)) {
      differences.add(at + " is " + actual);
    }
  }

  /** Elements with an id are found by it, others by being the same. */
  private void element(String at, Json accepted, List<Json> given) {
    Optional<String> id = id(accepted);
    if (id.filter(text -> text.contains("/federatedidentitycredentials/")).isPresent()) {
      return;
    }
    Optional<Json> found =
        given.stream()
            .filter(
                element ->
                    id.isEmpty()
                        ? isAlike(accepted, element)
                        : id(element).equals(Optional.of(translated(id.get()))))
            .findFirst();
    if (found.isEmpty()) {
      differences.add(at + " has no " + id.orElse(accepted.toString()));
    } else {
      compare(at + "[" + id.orElse("") + "]", accepted, found.get());
    }
  }

  private boolean isAlike(Json accepted, Json element) {
    if (accepted instanceof Json.Text(var text)) {
      return element instanceof Json.Text(var own) && own.equalsIgnoreCase(translated(text));
    }
    return accepted.equals(element);
  }

  private static Optional<String> id(Json json) {
    return json instanceof Json.Obj(var members) && members.get("id") instanceof Json.Text(var id)
        ? Optional.of(id.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}
