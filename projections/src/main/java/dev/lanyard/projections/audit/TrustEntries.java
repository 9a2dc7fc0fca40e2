package dev.lanyard.projections.audit;

import dev.lanyard.domain.Audience;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.WorkloadIssuer;
import dev.lanyard.domain.event.CredentialEvent;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialAdded;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialRevoked;
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
import dev.lanyard.domain.event.TrustEvent;
import dev.lanyard.domain.event.UsageEvent;
import dev.lanyard.domain.event.WorkloadCredentialEvent;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialIssued;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRevoked;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRotated;
import dev.lanyard.projections.audit.Entry.Facet;
import java.util.Locale;
import java.util.Optional;

/** What events say of whom this installation believes, and of which of its tokens are good. */
final class TrustEntries {
  private TrustEntries() {}

  static Entry of(TrustEvent event) {
    return switch (event) {
      case CredentialEvent credential -> of(credential);
      case WorkloadCredentialEvent credential -> of(credential);
      case FederatedCredentialEvent credential -> of(credential);
      case TokenEvent token -> of(token);
      case IssuerEvent issuer -> of(issuer);
      case UsageEvent usage -> UsageEntries.of(usage);
    };
  }

  private static Entry of(CredentialEvent event) {
    String subject = event.credentialId().toString();
    return switch (event) {
      case OperatorCredentialAdded(var principal, var credential) ->
          said(
              subject,
              Facet.CREDENTIAL,
              new Members()
                  .text("principal", principal)
                  .text("kind", credential.kind())
                  .text("thumbprint", credential.thumbprint())
                  .text("notBefore", credential.notBefore())
                  .text("notAfter", credential.notAfter()));
      case OperatorCredentialRevoked _ -> ended(subject, Facet.CREDENTIAL);
    };
  }

  /** Of a rotation the subject is the new credential; the replaced one is found by its tag. */
  private static Entry of(WorkloadCredentialEvent event) {
    Optional<Members> after =
        switch (event) {
          case CredentialIssued(_, var credential) -> Optional.of(members(credential));
          case CredentialRotated(_, var replaced, var until, var credential) ->
              Optional.of(
                  members(credential).text("replaced", replaced).text("replacedUntil", until));
          case CredentialRevoked _ -> Optional.empty();
        };
    return at(
        event.resource(), event.credentialId().toString(), Facet.WORKLOAD_CREDENTIAL, "", after);
  }

  private static Members members(WorkloadCredential credential) {
    return new Members()
        .text("kind", credential.kind())
        .text("thumbprint", credential.thumbprint())
        .text("notBefore", credential.notBefore())
        .text("notAfter", credential.notAfter());
  }

  private static Entry of(FederatedCredentialEvent event) {
    return switch (event) {
      case FederatedCredentialAdded(var identity, _, var credential) ->
          federated(identity, credential.key(), Optional.of(members(credential)));
      case FederatedCredentialUpdated(var identity, _, var credential) ->
          federated(identity, credential.key(), Optional.of(members(credential)));
      case FederatedCredentialRemoved(var identity, _, var name) ->
          federated(identity, name.toLowerCase(Locale.ROOT), Optional.empty());
    };
  }

  private static Entry federated(Scope identity, String key, Optional<Members> after) {
    return at(identity, identity.id().toString(), Facet.FEDERATED_CREDENTIAL, key, after);
  }

  private static Members members(FederatedCredential credential) {
    return new Members()
        .text("name", credential.name())
        .text("issuer", credential.issuer())
        .text("subject", credential.match().subject())
        .text("claimsMatchingExpression", credential.match().expression())
        .text("audience", credential.audiences().getFirst());
  }

  private static Entry of(TokenEvent event) {
    return switch (event) {
      case TokensRevoked(var principal, var identity) ->
          new Entry(
              principal.toString(),
              identity.map(Scope::path),
              Facet.TOKENS,
              "",
              false,
              Optional.empty());
      case AudienceRegistered(var audience) ->
          said(key(audience.uri()), Facet.AUDIENCE, members(audience));
      case AudienceRemoved(var uri) -> ended(key(uri), Facet.AUDIENCE);
    };
  }

  private static String key(String uri) {
    return uri.toLowerCase(Locale.ROOT);
  }

  private static Members members(Audience audience) {
    return new Members()
        .text("uri", audience.uri())
        .text("form", audience.form())
        .text("algorithm", audience.algorithm())
        .text("lifetimeSeconds", audience.lifetimeSeconds());
  }

  private static Entry of(IssuerEvent event) {
    return switch (event) {
      case IssuerTrusted(WorkloadIssuer(var issuer, var keys)) ->
          said(issuer, Facet.ISSUER, new Members().text("issuer", issuer).text("keys", keys));
      case IssuerRemoved(var issuer) -> ended(issuer, Facet.ISSUER);
    };
  }

  private static Entry said(String subject, Facet facet, Members after) {
    return new Entry(subject, Optional.empty(), facet, "", false, after.optional());
  }

  private static Entry ended(String subject, Facet facet) {
    return new Entry(subject, Optional.empty(), facet, "", false, Optional.empty());
  }

  private static Entry at(
      Scope scope, String subject, Facet facet, String other, Optional<Members> after) {
    return new Entry(
        subject, Optional.of(scope.path()), facet, other, false, after.flatMap(Members::optional));
  }
}
