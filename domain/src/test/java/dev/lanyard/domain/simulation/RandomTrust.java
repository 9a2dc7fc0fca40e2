package dev.lanyard.domain.simulation;

import static dev.lanyard.domain.simulation.Model.known;

import dev.lanyard.domain.Audience;
import dev.lanyard.domain.Audience.Form;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.FederatedCredential.Match;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.WorkloadCredential.Kind;
import dev.lanyard.domain.WorkloadIssuer;
import dev.lanyard.domain.command.FederatedCredentialCommand.PutFederatedCredential;
import dev.lanyard.domain.command.FederatedCredentialCommand.RemoveFederatedCredential;
import dev.lanyard.domain.command.IssuerCommand.RemoveIssuer;
import dev.lanyard.domain.command.IssuerCommand.TrustIssuer;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.domain.command.TokenCommand.RegisterAudience;
import dev.lanyard.domain.command.TokenCommand.RemoveAudience;
import dev.lanyard.domain.command.TokenCommand.RevokeIdentityTokens;
import dev.lanyard.domain.command.WorkloadCredentialCommand.EnrolAgent;
import dev.lanyard.domain.command.WorkloadCredentialCommand.IssueCredential;
import dev.lanyard.domain.command.WorkloadCredentialCommand.RevokeCredential;
import dev.lanyard.domain.command.WorkloadCredentialCommand.RotateCredential;
import dev.lanyard.domain.simulation.Model.Proof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** Commands about workloads' credentials, federation, tokens and audiences. */
final class RandomTrust extends RandomValues {
  private static final List<String> ISSUERS =
      List.of("https://issuer.example/a", "https://issuer.example/A", "https://other.example");
  private static final List<String> AUDIENCES =
      List.of("https://vault.azure.net", "HTTPS://vault.azure.net", "api://orders");
  private static final List<Kind> ALL_KINDS = List.of(Kind.values());
  private static final int FEDERATED_MAX = 3;

  private final List<WorkloadCredential> named = new ArrayList<>();

  RandomTrust(Random random, Model model) {
    super(random, model);
  }

  LifecycleCommand next(Instant now) {
    return switch (below(20)) {
      case 0, 1, 2 -> new IssueCredential(path(RESOURCES), credential(any(ALL_KINDS), now));
      case 3, 4, 5 -> rotate(now);
      case 6, 7, 8 -> enrol(now);
      case 9 -> revoke();
      case 10, 11, 12, 13 -> put();
      case 14 -> new RemoveFederatedCredential(path(IDENTITIES), federatedName());
      case 15, 16 -> new RevokeIdentityTokens(oneIn(2) ? path(IDENTITIES) : path(RESOURCES));
      case 17 -> new RegisterAudience(audience());
      case 18 -> oneIn(2) ? new RemoveAudience(any(AUDIENCES)) : new RegisterAudience(audience());
      default -> oneIn(3) ? new RemoveIssuer(any(ISSUERS)) : new TrustIssuer(issuer());
    };
  }

  /** What later releases may bring to a ledger. */
  List<Audience> audiences() {
    return oneIn(2) ? List.of(audience()) : List.of();
  }

  private LifecycleCommand rotate(Instant now) {
    Optional<CredentialId> replaced = anyOf(model.proofs.keySet());
    Kind kind =
        replaced
            .filter(_ -> !oneIn(6))
            .map(id -> known(model.proofs, id).credential().kind())
            .orElseGet(() -> any(ALL_KINDS));
    return new RotateCredential(
        placeOf(replaced),
        replaced.orElseGet(() -> new CredentialId(fresh())),
        now.plusSeconds(below(40) - 5),
        credential(kind, now));
  }

  private LifecycleCommand enrol(Instant now) {
    List<CredentialId> codes =
        model.proofs.entrySet().stream()
            .filter(it -> it.getValue().credential().kind() == Kind.ENROLMENT_CODE)
            .map(it -> it.getKey())
            .collect(Collectors.toList());
    codes.addAll(model.usedCodes.keySet());
    Optional<CredentialId> code = oneIn(5) ? anyOf(model.proofs.keySet()) : anyOf(codes);
    return new EnrolAgent(
        placeOf(code),
        code.orElseGet(() -> new CredentialId(fresh())),
        credential(Kind.CERTIFICATE, now));
  }

  private LifecycleCommand revoke() {
    Optional<CredentialId> known = anyOf(model.everIssued);
    return new RevokeCredential(placeOf(known), known.orElseGet(() -> new CredentialId(fresh())));
  }

  private ResourcePath placeOf(Optional<CredentialId> credential) {
    return credential
        .flatMap(id -> Optional.ofNullable(model.proofs.get(id)))
        .map(Proof::resource)
        .filter(_ -> !oneIn(8))
        .orElseGet(() -> path(RESOURCES));
  }

  /** A new one, or one that was named before, now and then with another content. */
  private WorkloadCredential credential(Kind kind, Instant now) {
    Optional<WorkloadCredential> before =
        oneIn(3)
            ? anyOf(named.stream().filter(it -> it.kind() == kind).toList())
            : Optional.empty();
    if (before.isPresent()) {
      return oneIn(4) ? with(before.get(), before.get().notAfter().plusSeconds(1)) : before.get();
    }
    WorkloadCredential credential =
        new WorkloadCredential(
            new CredentialId(fresh()),
            kind,
            kind == Kind.CERTIFICATE ? Optional.of("A".repeat(43)) : Optional.empty(),
            now.plusSeconds(oneIn(6) ? 20 : 0),
            now.plusSeconds(21 + below(100)));
    named.add(credential);
    return credential;
  }

  private static WorkloadCredential with(WorkloadCredential it, Instant notAfter) {
    return new WorkloadCredential(it.id(), it.kind(), it.thumbprint(), it.notBefore(), notAfter);
  }

  private LifecycleCommand put() {
    Match match =
        oneIn(4)
            ? Match.expression("claims['sub'] matches 'x*'")
            : Match.subject(any(List.of("one", "One", "two")));
    return new PutFederatedCredential(
        path(oneIn(2) ? IDENTITIES : List.of(IDENTITY_ONE)),
        new FederatedCredential(
            federatedName(), any(ISSUERS), match, List.of(FederatedCredential.USUAL_AUDIENCE)),
        FEDERATED_MAX);
  }

  private String federatedName() {
    return any(List.of("first", "First", "second", "third", "fourth", "fifth"));
  }

  private Audience audience() {
    return new Audience(
        any(AUDIENCES),
        any(List.of(Form.values())),
        Optional.empty(),
        oneIn(2) ? Optional.of(3_600) : Optional.empty());
  }

  private WorkloadIssuer issuer() {
    return new WorkloadIssuer(
        any(ISSUERS), oneIn(2) ? Optional.of("{\"keys\":[]}") : Optional.empty());
  }
}
