package dev.lanyard.projections.invariant;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.ThingId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * All that lives, by its id. Names and bodies are not kept: a million things are some hundred
 * megabytes.
 */
final class Living {
  private record Attachment(ThingId resource, ThingId identity) {}

  private record Federated(ThingId identity, String name) {}

  private final Map<ScopeId, Place> places = new HashMap<>();
  private final Map<PrincipalId, Holder> principals = new HashMap<>();
  private final Map<RoleId, Holder> roles = new HashMap<>();
  private final Map<AssignmentId, Given> grants = new HashMap<>();
  private final Set<Attachment> attachments = new HashSet<>();
  private final Map<CredentialId, Place> credentials = new HashMap<>();
  private final Set<Federated> federated = new HashSet<>();

  Living() {
    places.put(new ScopeId.Root(), new Place(null));
  }

  /** A place by its id; one that has ended where nothing lives. */
  Place at(ScopeId id) {
    Place known = places.get(id);
    return known == null ? Place.missing() : known;
  }

  Place at(ThingId id) {
    return at(new ScopeId.OfThing(id));
  }

  /** What directly contains a scope. */
  Place above(Scope scope) {
    return scope.above().isEmpty() ? Place.missing() : at(scope.above().getFirst());
  }

  /** Something begins to live; whether nothing did under its id. */
  boolean begin(Scope scope) {
    Place above = above(scope);
    above.children++;
    return places.put(scope.id(), new Place(above)) == null;
  }

  /** It lives no more; what hangs on it is looked at when the commit ends. */
  Place end(Scope scope) {
    Place place = at(scope.id());
    place.live = false;
    if (places.remove(scope.id()) != null && place.above != null) {
      place.above.children--;
    }
    return place;
  }

  /** A principal by its id; one that never lived where it is not known. */
  Holder principal(PrincipalId id) {
    return principals.getOrDefault(id, new Holder());
  }

  void begin(PrincipalId id) {
    principals.computeIfAbsent(id, _ -> new Holder()).live = true;
  }

  Holder end(PrincipalId id) {
    Holder principal = principal(id);
    principals.remove(id);
    principal.live = false;
    return principal;
  }

  Holder role(RoleId id) {
    return roles.getOrDefault(id, new Holder());
  }

  /** A role that ends may begin again in the same commit, with the grants that it has. */
  void begin(RoleId id) {
    roles.computeIfAbsent(id, _ -> new Holder()).live = true;
  }

  Holder end(RoleId id) {
    Holder role = role(id);
    role.live = false;
    return role;
  }

  /** Forgets a role that did not begin again. */
  void forget(RoleId id) {
    roles.remove(id);
  }

  /** A grant is in force; whether none was under its id. */
  boolean give(AssignmentId id, Given given) {
    given.scope().grants++;
    given.principal().grants++;
    given.role().grants++;
    return grants.put(id, given) == null;
  }

  /** It no longer is; whether it was. */
  boolean take(AssignmentId id) {
    Given given = grants.remove(id);
    if (given != null) {
      given.scope().grants--;
      given.principal().grants--;
      given.role().grants--;
    }
    return given != null;
  }

  /** Whether a grant is in force. */
  boolean isGiven(AssignmentId id) {
    return grants.containsKey(id);
  }

  void attach(ThingId resource, ThingId identity) {
    if (attachments.add(new Attachment(resource, identity))) {
      at(resource).attachments++;
      at(identity).attachments++;
    }
  }

  /** Whether it was attached. */
  boolean detach(ThingId resource, ThingId identity) {
    boolean was = attachments.remove(new Attachment(resource, identity));
    if (was) {
      at(resource).attachments--;
      at(identity).attachments--;
    }
    return was;
  }

  boolean isAttached(ThingId resource, ThingId identity) {
    return attachments.contains(new Attachment(resource, identity));
  }

  void issue(CredentialId credential, Place on) {
    on.credentials++;
    credentials.put(credential, on);
  }

  void revoke(CredentialId credential) {
    Place on = credentials.remove(credential);
    if (on != null) {
      on.credentials--;
    }
  }

  void trust(ThingId identity, String name) {
    if (federated.add(new Federated(identity, name.toLowerCase(Locale.ROOT)))) {
      at(identity).credentials++;
    }
  }

  void distrust(ThingId identity, String name) {
    if (federated.remove(new Federated(identity, name.toLowerCase(Locale.ROOT)))) {
      at(identity).credentials--;
    }
  }
}
