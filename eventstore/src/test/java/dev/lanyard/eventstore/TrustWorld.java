package dev.lanyard.eventstore;

import static dev.lanyard.eventstore.World.id;

import dev.lanyard.domain.Audience;
import dev.lanyard.domain.Audience.Form;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.FederatedCredential.Match;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.WorkloadCredential.Kind;
import dev.lanyard.domain.WorkloadIssuer;
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
import dev.lanyard.domain.credential.WorkloadCredentialRules;
import dev.lanyard.domain.federation.FederationRules;
import dev.lanyard.domain.token.TokenRules;
import dev.lanyard.eventstore.Bench.Ask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one can ask about workloads' credentials, federation and tokens in the {@link World}. */
final class TrustWorld {
  private TrustWorld() {}

  private static WorkloadCredential credential(String name, Kind kind) {
    return new WorkloadCredential(
        new CredentialId(id(name)),
        kind,
        kind == Kind.CERTIFICATE ? Optional.of("A".repeat(43)) : Optional.empty(),
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(60));
  }

  static Ask<?, ?> issue(ResourcePath resource, String name) {
    return issue(resource, name, Kind.ENDPOINT_SECRET);
  }

  static Ask<?, ?> issueCode(ResourcePath resource, String name) {
    return issue(resource, name, Kind.ENROLMENT_CODE);
  }

  private static Ask<?, ?> issue(ResourcePath resource, String name, Kind kind) {
    return new Ask<>(
        WorkloadCredentialRules.ISSUE, new IssueCredential(resource, credential(name, kind)));
  }

  static Ask<?, ?> rotate(ResourcePath resource, String replaced, String name) {
    return new Ask<>(
        WorkloadCredentialRules.ROTATE,
        new RotateCredential(
            resource,
            new CredentialId(id(replaced)),
            Instant.EPOCH.plusSeconds(30),
            credential(name, Kind.ENDPOINT_SECRET)));
  }

  static Ask<?, ?> enrol(ResourcePath resource, String code, String name) {
    return new Ask<>(
        WorkloadCredentialRules.ENROL,
        new EnrolAgent(resource, new CredentialId(id(code)), credential(name, Kind.CERTIFICATE)));
  }

  static Ask<?, ?> revoke(ResourcePath resource, String name) {
    return new Ask<>(
        WorkloadCredentialRules.REVOKE, new RevokeCredential(resource, new CredentialId(id(name))));
  }

  static Ask<?, ?> federate(ResourcePath identity, String name) {
    return new Ask<>(
        FederationRules.PUT,
        new PutFederatedCredential(
            identity,
            new FederatedCredential(
                name, "https://issuer.example", Match.subject(name), List.of("api://x")),
            10));
  }

  static Ask<?, ?> unfederate(ResourcePath identity, String name) {
    return new Ask<>(FederationRules.REMOVE, new RemoveFederatedCredential(identity, name));
  }

  static Ask<?, ?> trust(String issuer) {
    return new Ask<>(
        FederationRules.TRUST_ISSUER,
        new TrustIssuer(new WorkloadIssuer(issuer, Optional.empty())));
  }

  static Ask<?, ?> distrust(String issuer) {
    return new Ask<>(FederationRules.REMOVE_ISSUER, new RemoveIssuer(issuer));
  }

  static Ask<?, ?> revokeTokens(ResourcePath identity) {
    return new Ask<>(TokenRules.REVOKE_IDENTITY, new RevokeIdentityTokens(identity));
  }

  static Ask<?, ?> revokeTokens(PrincipalId principal) {
    return new Ask<>(TokenRules.REVOKE_PRINCIPAL, new RevokePrincipalTokens(principal));
  }

  static Ask<?, ?> registerAudience(String uri) {
    return new Ask<>(
        TokenRules.REGISTER_AUDIENCE,
        new RegisterAudience(new Audience(uri, Form.V1, Optional.empty(), Optional.empty())));
  }

  static Ask<?, ?> removeAudience(String uri) {
    return new Ask<>(TokenRules.REMOVE_AUDIENCE, new RemoveAudience(uri));
  }
}
