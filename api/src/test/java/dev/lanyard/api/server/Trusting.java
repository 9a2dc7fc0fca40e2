package dev.lanyard.api.server;

import dev.lanyard.api.Authorisation;
import dev.lanyard.api.Caller;
import dev.lanyard.api.Commands;
import dev.lanyard.api.Reply;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.FederatedCredential.Match;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.WorkloadIssuer;
import dev.lanyard.domain.command.FederatedCredentialCommand.PutFederatedCredential;
import dev.lanyard.domain.command.IssuerCommand.TrustIssuer;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.domain.command.TokenCommand.RevokeIdentityTokens;
import dev.lanyard.domain.command.TokenCommand.RevokePrincipalTokens;
import dev.lanyard.domain.federation.FederationRules;
import dev.lanyard.domain.token.TokenRules;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sends commands about trust past HTTP, as the server itself. */
record Trusting(Server server) {
  private static final int CREDENTIALS_MAX = 100;
  private static final Caller ITSELF = Caller.itself(new PrincipalId(new UUID(0, 1)));

  /** Lets an issuer's tokens stand for workloads. */
  void trust(String issuer, Optional<String> keys) {
    send(FederationRules.TRUST_ISSUER, new TrustIssuer(new WorkloadIssuer(issuer, keys)));
  }

  /** Lets a subject of an issuer stand for a user-assigned identity. */
  void federate(String identity, String issuer, String subject) {
    var credential =
        new FederatedCredential(
            "ci-main", issuer, Match.subject(subject), List.of(FederatedCredential.USUAL_AUDIENCE));
    send(
        FederationRules.PUT,
        new PutFederatedCredential(
            ResourcePath.parse("identity", identity), credential, CREDENTIALS_MAX));
  }

  /** Ends all tokens of the identity at a path. */
  void revokeIdentity(String identity) {
    send(
        TokenRules.REVOKE_IDENTITY,
        new RevokeIdentityTokens(ResourcePath.parse("identity", identity)));
  }

  /** Ends all tokens of a registered principal. */
  void revokePrincipal(PrincipalId principal) {
    send(TokenRules.REVOKE_PRINCIPAL, new RevokePrincipalTokens(principal));
  }

  private <C extends LifecycleCommand, S> Reply<S> send(Rule<C, S> rule, C command) {
    return server.part(Commands.class).send(rule, command, ITSELF, Authorisation.ITSELF);
  }
}
