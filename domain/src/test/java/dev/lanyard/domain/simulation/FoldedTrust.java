package dev.lanyard.domain.simulation;

import static dev.lanyard.domain.simulation.Model.known;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Audience;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.WorkloadIssuer;
import dev.lanyard.domain.event.FederatedCredentialEvent;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialAdded;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialRemoved;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialUpdated;
import dev.lanyard.domain.event.IssuerEvent;
import dev.lanyard.domain.event.IssuerEvent.IssuerRemoved;
import dev.lanyard.domain.event.IssuerEvent.IssuerTrusted;
import dev.lanyard.domain.event.TokenEvent;
import dev.lanyard.domain.event.TokenEvent.AudienceRegistered;
import dev.lanyard.domain.event.TokenEvent.AudienceRemoved;
import dev.lanyard.domain.event.TokenEvent.TokensRevoked;
import dev.lanyard.domain.event.WorkloadCredentialEvent;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialIssued;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRevoked;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRotated;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Workloads' credentials, federation and tokens, folded from the facts by uid; as strict as {@link
 * Folded}.
 */
final class FoldedTrust {
  private record Held(
      Scope resource, WorkloadCredential credential, Optional<Instant> replacedUntil) {}

  private record Federated(Scope identity, FederatedCredential credential) {}

  private record FederatedKey(ThingId identity, String key) {}

  private final Map<CredentialId, Held> held = new HashMap<>();
  private final Set<CredentialId> everIssued = new HashSet<>();
  private final Map<FederatedKey, Federated> federated = new HashMap<>();
  private final Map<String, Audience> audiences = new HashMap<>();
  private final Map<String, WorkloadIssuer> issuers = new HashMap<>();
  private final Map<PrincipalId, Integer> revocations = new HashMap<>();

  void fold(WorkloadCredentialEvent event) {
    switch (event) {
      case CredentialIssued(var resource, var credential) -> issue(resource, credential);
      case CredentialRotated(var resource, var replaced, var until, var credential) -> {
        Held old = known(held, replaced);
        assertThat(old.resource()).isEqualTo(resource);
        assertThat(old.credential().kind()).isEqualTo(credential.kind());
        assertThat(old.replacedUntil()).as("replaced twice").isEmpty();
        held.put(replaced, new Held(resource, old.credential(), Optional.of(until)));
        issue(resource, credential);
      }
      case CredentialRevoked(var resource, var credential, _) ->
          assertThat(Optional.ofNullable(held.remove(credential)).map(Held::resource))
              .contains(resource);
    }
  }

  private void issue(Scope resource, WorkloadCredential credential) {
    assertThat(everIssued.add(credential.id())).as("credential used again").isTrue();
    held.put(credential.id(), new Held(resource, credential, Optional.empty()));
  }

  void fold(FederatedCredentialEvent event) {
    ThingId identity = event.identity().requireThing();
    switch (event) {
      case FederatedCredentialAdded(var scope, _, var credential) ->
          assertThat(
                  federated.put(
                      new FederatedKey(identity, credential.key()),
                      new Federated(scope, credential)))
              .isNull();
      case FederatedCredentialUpdated(var scope, _, var credential) ->
          assertThat(
                  Optional.ofNullable(
                          federated.put(
                              new FederatedKey(identity, credential.key()),
                              new Federated(scope, credential)))
                      .map(it -> it.credential().name()))
              .contains(credential.name());
      case FederatedCredentialRemoved(_, _, var name) ->
          assertThat(federated.values().removeIf(it -> isNamed(it, identity, name))).isTrue();
    }
  }

  private static boolean isNamed(Federated it, ThingId identity, String name) {
    return it.identity().requireThing().equals(identity) && it.credential().name().equals(name);
  }

  void fold(TokenEvent event) {
    switch (event) {
      case TokensRevoked(var principal, _) -> revocations.merge(principal, 1, Integer::sum);
      case AudienceRegistered(var audience) -> audiences.put(audience.key(), audience);
      case AudienceRemoved(var uri) -> assertThat(audiences.values().removeIf(of(uri))).isTrue();
    }
  }

  private static Predicate<Audience> of(String uri) {
    return audience -> audience.uri().equals(uri);
  }

  void fold(IssuerEvent event) {
    switch (event) {
      case IssuerTrusted(var issuer) -> issuers.put(issuer.issuer(), issuer);
      case IssuerRemoved(var issuer) -> assertThat(issuers.remove(issuer)).isNotNull();
    }
  }

  /** No credential proves what has ended, and none lets anybody in for it. */
  void assertOnly(Predicate<ThingId> resources, Predicate<ThingId> identities) {
    assertThat(held.values())
        .as("orphaned credential")
        .allMatch(it -> resources.test(it.resource().requireThing()));
    assertThat(federated.keySet())
        .as("orphaned federated credential")
        .allMatch(it -> identities.test(it.identity()));
  }

  void tell(Words words) {
    held.forEach(
        (id, it) -> words.proof(id, it.resource().path(), it.credential(), it.replacedUntil()));
    federated.values().forEach(it -> words.federated(it.identity().path(), it.credential()));
    audiences.values().forEach(words::audience);
    issuers.values().forEach(words::issuer);
    revocations.forEach(words::revocations);
  }
}
