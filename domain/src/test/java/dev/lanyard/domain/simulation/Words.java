package dev.lanyard.domain.simulation;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Audience;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.WorkloadIssuer;
import dev.lanyard.domain.simulation.Model.Bearing;
import dev.lanyard.domain.simulation.Model.Held;
import dev.lanyard.domain.simulation.Model.LockAt;
import dev.lanyard.domain.simulation.Model.LockSays;
import dev.lanyard.domain.simulation.Model.Person;
import dev.lanyard.domain.simulation.Model.Role;
import dev.lanyard.domain.simulation.Model.Thing;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What lives, one line a thing: the form in which the model and the facts are compared. */
final class Words {
  private final TreeMap<String, String> lines = new TreeMap<>();

  void subscription(ResourcePath path) {
    lines.put("subscription " + path.key(), "");
  }

  void thing(Thing thing) {
    TreeMap<String, String> attached = new TreeMap<>();
    thing.attached.forEach((path, it) -> attached.put(path.key(), it.toString()));
    lines.put(
        "thing " + thing.path.key(),
        String.join(
            " | ",
            thing.kind.toString(),
            thing.path.toString(),
            thing.location.toString(),
            new TreeMap<>(thing.tags).toString(),
            new TreeMap<>(thing.rest).toString(),
            thing.isolation.toString(),
            thing.identity.toString(),
            thing.system.toString(),
            attached.toString(),
            "revision " + thing.revision));
  }

  void person(PrincipalId id, Person person) {
    lines.put("principal " + id, person.toString());
  }

  void credential(Bearing bearing) {
    lines.put("credential " + bearing.credential().id(), bearing.toString());
  }

  void proof(
      CredentialId id,
      ResourcePath resource,
      WorkloadCredential credential,
      Optional<Instant> replacedUntil) {
    lines.put(
        "proof " + id,
        String.join(" | ", resource.key(), credential.toString(), replacedUntil.toString()));
  }

  void federated(ResourcePath identity, FederatedCredential credential) {
    lines.put("federated " + identity.key() + " " + credential.key(), credential.toString());
  }

  void audience(Audience audience) {
    lines.put("audience " + audience.key(), audience.toString());
  }

  void issuer(WorkloadIssuer issuer) {
    lines.put("issuer " + issuer.issuer(), issuer.toString());
  }

  void revocations(PrincipalId principal, int count) {
    lines.put("revocations " + principal, String.valueOf(count));
  }

  void role(RoleId id, Role role) {
    lines.put(
        "role " + id,
        String.join(
            " | ",
            role.type().toString(),
            role.name(),
            role.description(),
            role.permissions().toString(),
            role.scopes().stream().map(ResourcePath::key).toList().toString()));
  }

  void lock(LockAt at, LockSays says) {
    lines.put("lock " + at.scope().key() + " " + at.name().key(), says.toString());
  }

  void grant(AssignmentId id, Held held) {
    lines.put(
        "grant " + id,
        String.join(
            " | ",
            held.role().toString(),
            held.principal().toString(),
            held.type().toString(),
            held.scope().key(),
            held.terms().toString()));
  }

  Map<String, String> all() {
    return lines;
  }
}
