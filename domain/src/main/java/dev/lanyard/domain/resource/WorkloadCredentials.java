package dev.lanyard.domain.resource;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.WorkloadCredentialEvent;
import dev.lanyard.domain.event.WorkloadCredentialEvent.Cause;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialIssued;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRevoked;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRotated;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The workload credentials that a rule asked about. An id is issued, replaced and revoked once in
 * all time: what is known of each only grows, so that the order in which facts are read means
 * nothing. Folds in place: it belongs to one decision.
 */
public final class WorkloadCredentials {
  static final Set<Class<? extends LifecycleEvent>> TYPES =
      Set.of(CredentialIssued.class, CredentialRotated.class, CredentialRevoked.class);

  /**
   * A credential that was issued.
   *
   * @param inPlaceOf the rotation that issued it; empty where it replaced none
   * @param replaced the rotation that put another in its place
   * @param ended why it was revoked
   */
  public record Held(
      Scope resource,
      WorkloadCredential credential,
      Optional<CredentialRotated> inPlaceOf,
      Optional<CredentialRotated> replaced,
      Optional<Cause> ended) {

    /** Whether it was neither revoked nor replaced, and is not over at an instant. */
    public boolean isCurrent(Instant now) {
      return ended.isEmpty() && replaced.isEmpty() && now.isBefore(credential.notAfter());
    }

    /** Whether it was replaced, and goes on at an instant all the same. */
    public boolean goesOn(Instant now) {
      return ended.isEmpty() && replaced.isPresent() && now.isBefore(untilReplaced().notAfter());
    }

    /** The credential, over when it is replaced. */
    public WorkloadCredential untilReplaced() {
      return replaced.map(by -> credential.until(by.replacedUntil())).orElse(credential);
    }
  }

  private record Issued(
      Scope resource, WorkloadCredential credential, Optional<CredentialRotated> inPlaceOf) {}

  private final Map<CredentialId, Issued> issued = new LinkedHashMap<>();
  private final Map<CredentialId, CredentialRotated> replaced = new HashMap<>();
  private final Map<CredentialId, Cause> ended = new HashMap<>();

  /** All that happened to a credential, whatever resource it is on. */
  public static Boundary of(CredentialId credential) {
    return Boundary.of(TYPES, Tags.credential(credential));
  }

  /** All that happened to the credentials of a resource. */
  public static Boundary on(ThingId resource) {
    return Boundary.of(TYPES, Tags.thing(resource));
  }

  /** Folds a fact; one that is not about workload credentials changes nothing. */
  public void fold(LifecycleEvent event) {
    if (event instanceof WorkloadCredentialEvent change) {
      switch (change) {
        case CredentialIssued(var resource, var credential) ->
            issued.put(credential.id(), new Issued(resource, credential, Optional.empty()));
        case CredentialRotated rotated -> {
          WorkloadCredential credential = rotated.credential();
          issued.put(
              credential.id(), new Issued(rotated.resource(), credential, Optional.of(rotated)));
          replaced.put(rotated.replaced(), rotated);
        }
        case CredentialRevoked(_, var credential, var cause) -> ended.put(credential, cause);
      }
    }
  }

  /** One, if it was ever issued. */
  public Optional<Held> held(CredentialId credential) {
    return Optional.ofNullable(issued.get(credential)).map(it -> held(credential, it));
  }

  /** One, if it was issued to a resource and not revoked; its time may be over. */
  public Optional<Held> standing(ThingId resource, CredentialId credential) {
    return held(credential)
        .filter(it -> it.ended().isEmpty() && it.resource().requireThing().equals(resource));
  }

  /** All that were not revoked, in the order in which they were issued; some may be over. */
  public Stream<Held> standing() {
    return issued.entrySet().stream()
        .filter(it -> !ended.containsKey(it.getKey()))
        .map(it -> held(it.getKey(), it.getValue()));
  }

  private Held held(CredentialId id, Issued it) {
    return new Held(
        it.resource(),
        it.credential(),
        it.inPlaceOf(),
        Optional.ofNullable(replaced.get(id)),
        Optional.ofNullable(ended.get(id)));
  }
}
