package dev.lanyard.domain.federation;

import dev.lanyard.domain.About;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.WorkloadIssuer;
import dev.lanyard.domain.command.FederatedCredentialCommand.PutFederatedCredential;
import dev.lanyard.domain.command.FederatedCredentialCommand.RemoveFederatedCredential;
import dev.lanyard.domain.command.IssuerCommand.RemoveIssuer;
import dev.lanyard.domain.command.IssuerCommand.TrustIssuer;
import java.util.List;

/** The rules of federated credentials and of the issuers that they name. */
public final class FederationRules {
  /** Adds a federated credential, or changes it. */
  public static final Rule<PutFederatedCredential, ? extends About<FederatedCredential>> PUT =
      new Rule<>(PutFederatedCredential.class, new PutFederatedCredentialDecider());

  /** Removes a federated credential. */
  public static final Rule<RemoveFederatedCredential, ? extends About<FederatedCredential>> REMOVE =
      new Rule<>(RemoveFederatedCredential.class, new RemoveFederatedCredentialDecider());

  /** Lets an issuer's tokens stand for workloads. */
  public static final Rule<TrustIssuer, ? extends About<WorkloadIssuer>> TRUST_ISSUER =
      new Rule<>(TrustIssuer.class, new TrustIssuerDecider());

  /** Ends that. */
  public static final Rule<RemoveIssuer, ? extends About<WorkloadIssuer>> REMOVE_ISSUER =
      new Rule<>(RemoveIssuer.class, new RemoveIssuerDecider());

  private FederationRules() {}

  /** All of them. */
  public static List<Rule<?, ?>> all() {
    return List.of(PUT, REMOVE, TRUST_ISSUER, REMOVE_ISSUER);
  }
}
