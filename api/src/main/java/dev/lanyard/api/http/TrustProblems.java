package dev.lanyard.api.http;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Rejection.TooManyWorkloadCredentials;
import dev.lanyard.domain.ResourcePath;

/** Refusals about workloads' credentials and federated credentials (CONTRACT 2.4). */
final class TrustProblems {
  private TrustProblems() {}

  static Problem credentialNotFound(CredentialId credential) {
    return Problem.of(
        404,
        "CredentialNotFound",
        "The resource has no current credential '%s' of this kind.".formatted(credential));
  }

  static Problem tooManyCredentials(TooManyWorkloadCredentials full) {
    return Problem.of(
        400,
        "TooManyCredentials",
        ("The resource '%s' has %d credentials of the kind %s, the most that one may have: revoke"
                + " one first.")
            .formatted(full.path(), full.credentialsMax(), full.kind()));
  }

  /** Azure's text, under the code that its provider of managed identities has for such refusals. */
  static Problem subjectTaken(String holder) {
    return Problem.of(
        400,
        "BadRequest",
        ("Issuer and subject combination already exists for this Managed Identity. The federated"
                + " credential '%s' has it.")
            .formatted(holder));
  }

  static Problem tooManyFederated(ResourcePath identity, int most) {
    return Problem.of(
        400,
        "TooManyFederatedIdentityCredentials",
        ("The identity '%s' has %d federated credentials, the most that one may have: remove one"
                + " first.")
            .formatted(identity.name(), most));
  }
}
