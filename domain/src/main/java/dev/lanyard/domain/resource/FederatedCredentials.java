package dev.lanyard.domain.resource;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.event.FederatedCredentialEvent;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialAdded;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialRemoved;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialUpdated;
import dev.lanyard.domain.event.LifecycleEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The live federated credentials of the identities that a rule asked about, in the order in which
 * they were added. Folds in place: it belongs to one decision.
 */
public final class FederatedCredentials {
  static final Set<Class<? extends LifecycleEvent>> TYPES =
      Set.of(
          FederatedCredentialAdded.class,
          FederatedCredentialUpdated.class,
          FederatedCredentialRemoved.class);

  private final Map<ThingId, Map<String, FederatedCredential>> live = new HashMap<>();

  /** All that happened to the federated credentials of a user-assigned identity. */
  public static Boundary on(ThingId identity) {
    return Boundary.of(TYPES, Tags.thing(identity));
  }

  /** Folds a fact; one that is not about federated credentials changes nothing. */
  public void fold(LifecycleEvent event) {
    if (event instanceof FederatedCredentialEvent change) {
      Map<String, FederatedCredential> named =
          live.computeIfAbsent(change.identity().requireThing(), _ -> new LinkedHashMap<>());
      switch (change) {
        case FederatedCredentialAdded(_, _, var credential) ->
            named.put(credential.key(), credential);
        case FederatedCredentialUpdated(_, _, var credential) ->
            named.put(credential.key(), credential);
        case FederatedCredentialRemoved(_, _, var name) -> named.remove(keyOf(name));
      }
    }
  }

  /** Those of an identity. */
  public Collection<FederatedCredential> of(ThingId identity) {
    return List.copyOf(live.getOrDefault(identity, Map.of()).values());
  }

  /** The one of a name, in any case. */
  public Optional<FederatedCredential> named(ThingId identity, String name) {
    return Optional.ofNullable(live.getOrDefault(identity, Map.of()).get(keyOf(name)));
  }

  private static String keyOf(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
