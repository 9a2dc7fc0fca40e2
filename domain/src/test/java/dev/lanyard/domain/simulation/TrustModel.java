package dev.lanyard.domain.simulation;

import static dev.lanyard.domain.simulation.ThingsModel.ACCEPTED;

import dev.lanyard.domain.Audience;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.command.FederatedCredentialCommand.PutFederatedCredential;
import dev.lanyard.domain.command.FederatedCredentialCommand.RemoveFederatedCredential;
import dev.lanyard.domain.command.IssuerCommand.RemoveIssuer;
import dev.lanyard.domain.command.IssuerCommand.TrustIssuer;
import dev.lanyard.domain.command.TokenCommand.RegisterAudience;
import dev.lanyard.domain.command.TokenCommand.RemoveAudience;
import dev.lanyard.domain.command.TokenCommand.RevokeIdentityTokens;
import dev.lanyard.domain.command.TokenCommand.RevokePrincipalTokens;
import dev.lanyard.domain.command.WorkloadCredentialCommand.EnrolAgent;
import dev.lanyard.domain.command.WorkloadCredentialCommand.IssueCredential;
import dev.lanyard.domain.command.WorkloadCredentialCommand.RevokeCredential;
import dev.lanyard.domain.command.WorkloadCredentialCommand.RotateCredential;
import dev.lanyard.domain.simulation.Model.FederatedAt;
import dev.lanyard.domain.simulation.Model.Kind;
import dev.lanyard.domain.simulation.Model.Managed;
import dev.lanyard.domain.simulation.Model.Proof;
import dev.lanyard.domain.simulation.Model.Thing;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rules of workloads' credentials, federation and tokens on the model. */
final class TrustModel {
  private static final int OF_A_KIND_MAX = 20;

  private final Model model;

  TrustModel(Model model) {
    this.model = model;
  }

  String issue(IssueCredential command) {
    WorkloadCredential wanted = command.credential();
    return refusal(command.resource(), wanted, true)
        .or(() -> full(command.resource(), wanted, false))
        .orElseGet(() -> give(command.resource(), wanted, Optional.empty()));
  }

  String rotate(RotateCredential command) {
    ResourcePath resource = command.resource();
    WorkloadCredential wanted = command.credential();
    Optional<RotateCredential> by = Optional.of(command);
    boolean again =
        Optional.ofNullable(model.proofs.get(wanted.id())).filter(it -> same(it, by)).isPresent();
    boolean renewal = wanted.kind() == WorkloadCredential.Kind.CERTIFICATE;
    Optional<String> refused =
        renewal ? unlockedRefusal(resource, wanted, again) : refusal(resource, wanted, again);
    if (refused.isPresent()) {
      return refused.get();
    }
    Proof old = model.proofs.get(command.replaced());
    boolean live =
        old != null
            && old.resource().equals(resource)
            && old.credential().kind() == wanted.kind()
            && old.replacedUntil().isEmpty()
            && wanted.notBefore().isBefore(old.credential().notAfter());
    if (old == null || !live) {
      return "CredentialNotFound";
    }
    if (command.replacedUntil().isAfter(wanted.notBefore())) {
      Optional<String> full = full(resource, wanted, true);
      if (full.isPresent()) {
        return full.get();
      }
    }
    model.proofs.put(
        command.replaced(),
        new Proof(
            old.resource(), old.credential(), old.by(), Optional.of(command.replacedUntil())));
    return give(resource, wanted, by);
  }

  private static boolean same(Proof known, Optional<RotateCredential> by) {
    return known.by().map(RotateCredential::replaced).equals(by.map(RotateCredential::replaced))
        && known
            .by()
            .map(RotateCredential::replacedUntil)
            .equals(by.map(RotateCredential::replacedUntil));
  }

  String enrol(EnrolAgent command) {
    ResourcePath resource = command.resource();
    WorkloadCredential wanted = command.certificate();
    boolean used =
        Optional.of(resource).equals(Optional.ofNullable(model.usedCodes.get(command.code())));
    Optional<String> refused = refusal(resource, wanted, used);
    if (refused.isPresent()) {
      return refused.get();
    }
    Proof code = model.proofs.get(command.code());
    Instant now = wanted.notBefore();
    boolean valid =
        code != null
            && code.resource().equals(resource)
            && code.credential().kind() == WorkloadCredential.Kind.ENROLMENT_CODE
            && !now.isBefore(code.credential().notBefore())
            && now.isBefore(endOf(code));
    if (!valid) {
      return "CredentialNotFound";
    }
    Optional<String> full = full(resource, wanted, false);
    if (full.isPresent()) {
      return full.get();
    }
    model.proofs.remove(command.code());
    model.usedCodes.put(command.code(), resource);
    return give(resource, wanted, Optional.empty());
  }

  String revoke(RevokeCredential command) {
    if (model.thing(command.resource(), Kind.RESOURCE).isEmpty()) {
      return "ResourceNotFound";
    }
    Proof known = model.proofs.get(command.credential());
    if (known != null && known.resource().equals(command.resource())) {
      model.proofs.remove(command.credential());
    }
    return ACCEPTED;
  }

  private static Instant endOf(Proof proof) {
    Instant end = proof.credential().notAfter();
    return proof.replacedUntil().filter(end::isAfter).orElse(end);
  }

  /** Why nothing new comes to be, if so; also where it is there by the same command. */
  private Optional<String> refusal(ResourcePath resource, WorkloadCredential wanted, boolean by) {
    return model.thing(resource, Kind.RESOURCE).isPresent() && model.writeLocked(resource)
        ? Optional.of("ScopeLocked")
        : unlockedRefusal(resource, wanted, by);
  }

  private Optional<String> unlockedRefusal(
      ResourcePath resource, WorkloadCredential wanted, boolean by) {
    if (model.thing(resource, Kind.RESOURCE).isEmpty()) {
      return Optional.of("ResourceNotFound");
    }
    if (!model.everIssued.contains(wanted.id())) {
      return Optional.empty();
    }
    boolean there =
        Optional.ofNullable(model.proofs.get(wanted.id()))
            .filter(it -> it.resource().equals(resource))
            .filter(it -> it.credential().equals(wanted) && it.replacedUntil().isEmpty())
            .isPresent();
    return Optional.of(there && by ? ACCEPTED : "CredentialFixed");
  }

  private Optional<String> full(ResourcePath resource, WorkloadCredential wanted, boolean old) {
    long count =
        model.proofs.values().stream()
            .filter(it -> it.resource().equals(resource))
            .filter(it -> it.credential().kind() == wanted.kind())
            .filter(it -> it.replacedUntil().isPresent() == old)
            .filter(it -> wanted.notBefore().isBefore(endOf(it)))
            .count();
    return count < OF_A_KIND_MAX ? Optional.empty() : Optional.of("TooManyWorkloadCredentials");
  }

  private String give(
      ResourcePath resource, WorkloadCredential wanted, Optional<RotateCredential> by) {
    model.everIssued.add(wanted.id());
    model.proofs.put(wanted.id(), new Proof(resource, wanted, by, Optional.empty()));
    return ACCEPTED;
  }

  String put(PutFederatedCredential command) {
    Optional<Thing> identity = model.thing(command.identity(), Kind.IDENTITY);
    if (identity.isEmpty() || model.writeLocked(command.identity())) {
      return identity.isEmpty() ? "ResourceNotFound" : "ScopeLocked";
    }
    FederatedCredential asked = command.credential();
    FederatedAt at = FederatedAt.of(command.identity(), asked.name());
    List<Map.Entry<FederatedAt, FederatedCredential>> all =
        model.federated.entrySet().stream()
            .filter(it -> it.getKey().identity().equals(command.identity()))
            .toList();
    boolean taken =
        all.stream()
            .filter(it -> !it.getKey().equals(at))
            .map(Map.Entry::getValue)
            .anyMatch(it -> it.issuer().equals(asked.issuer()) && it.match().equals(asked.match()));
    FederatedCredential known = model.federated.get(at);
    if (taken) {
      return "FederatedSubjectTaken";
    }
    if (known == null && all.size() >= command.credentialsMax()) {
      return "TooManyFederatedCredentials";
    }
    String name = known == null ? asked.name() : known.name();
    model.federated.put(
        at, new FederatedCredential(name, asked.issuer(), asked.match(), asked.audiences()));
    return ACCEPTED;
  }

  String remove(RemoveFederatedCredential command) {
    FederatedAt at = FederatedAt.of(command.identity(), command.name());
    if (model.federated.containsKey(at) && model.deleteLocked(command.identity())) {
      return "ScopeLocked";
    }
    model.federated.remove(at);
    return ACCEPTED;
  }

  String revoke(RevokeIdentityTokens command) {
    Optional<Thing> thing = Optional.ofNullable(model.things.get(command.identity()));
    Optional<PrincipalId> principal =
        thing.flatMap(it -> it.identity.or(() -> it.system)).map(Managed::principal);
    principal.ifPresent(this::revoked);
    return principal.isPresent() ? ACCEPTED : "ResourceNotFound";
  }

  String revoke(RevokePrincipalTokens command) {
    if (model.managed().contains(command.principal())) {
      return "PrincipalManaged";
    }
    if (!model.people.containsKey(command.principal())) {
      return "PrincipalNotFound";
    }
    revoked(command.principal());
    return ACCEPTED;
  }

  private void revoked(PrincipalId principal) {
    model.revocations.merge(principal, 1, Integer::sum);
  }

  String register(RegisterAudience command) {
    put(command.audience());
    return ACCEPTED;
  }

  /** What a release brings. */
  void install(List<Audience> audiences) {
    audiences.stream().filter(it -> !model.everHeard.contains(it.key())).forEach(this::put);
  }

  private void put(Audience asked) {
    Audience known = model.audiences.getOrDefault(asked.key(), asked);
    model.everHeard.add(asked.key());
    model.audiences.put(
        asked.key(),
        new Audience(known.uri(), asked.form(), asked.algorithm(), asked.lifetimeSeconds()));
  }

  String remove(RemoveAudience command) {
    model.audiences.remove(command.audience().toLowerCase(Locale.ROOT));
    return ACCEPTED;
  }

  String trust(TrustIssuer command) {
    model.issuers.put(command.issuer().issuer(), command.issuer());
    return ACCEPTED;
  }

  String remove(RemoveIssuer command) {
    model.issuers.remove(command.issuer());
    return ACCEPTED;
  }

  /** The live credential, if any, that a reply about it would tell. */
  Optional<WorkloadCredential> told(CredentialId credential) {
    return Optional.ofNullable(model.proofs.get(credential))
        .map(it -> it.replacedUntil().map(it.credential()::until).orElse(it.credential()));
  }
}
