package dev.lanyard.domain.command;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.WorkloadCredential;
import java.time.Instant;
import org.axonframework.messaging.commandhandling.annotation.Command;

/**
 * What one may ask of the credentials by which workloads prove on which resource they run. What a
 * credential is checked against is in the key store before.
 */
public sealed interface WorkloadCredentialCommand extends LifecycleCommand {

  /** The resource. */
  ResourcePath resource();

  /**
   * Gives a live resource one more credential, whose {@code notBefore} is taken for the instant of
   * asking. Asking again changes nothing.
   *
   * <p>Refused as {@code ResourceNotFound}, {@code ScopeLocked}, {@code CredentialFixed} (the id
   * was issued before, with other content or for another resource, or was replaced or revoked: ids
   * are never used again) or {@code TooManyWorkloadCredentials}.
   */
  @Command(namespace = NAMESPACE, name = "IssueCredential", version = "1")
  record IssueCredential(ResourcePath resource, WorkloadCredential credential)
      implements WorkloadCredentialCommand {}

  /**
   * Gives a live resource a credential in the place of another of its kind, which goes on for a
   * while so that workloads can change over. The new one's {@code notBefore} is taken for the
   * instant of asking.
   *
   * <p>Refused as {@code IssueCredential}, a certificate never as {@code ScopeLocked}; and as
   * {@code CredentialNotFound} (the other is not a live one of this resource and kind, or was
   * replaced before). There are {@code TooManyWorkloadCredentials} where as many as a resource may
   * have of a kind were replaced and go on.
   *
   * @param replaced the other
   * @param replacedUntil when the other is over at the latest
   */
  @Command(namespace = NAMESPACE, name = "RotateCredential", version = "1")
  record RotateCredential(
      ResourcePath resource,
      CredentialId replaced,
      Instant replacedUntil,
      WorkloadCredential credential)
      implements WorkloadCredentialCommand {}

  /**
   * Uses up an enrolment code of a live resource, and gives the resource the certificate of the
   * agent that showed it. The certificate's {@code notBefore} is taken for the instant of asking.
   *
   * <p>Refused as {@code IssueCredential}, and as {@code CredentialNotFound} (the code is not a
   * live one of this resource, was used, or is over).
   *
   * @param certificate a credential of that kind
   */
  @Command(namespace = NAMESPACE, name = "EnrolAgent", version = "1")
  record EnrolAgent(ResourcePath resource, CredentialId code, WorkloadCredential certificate)
      implements WorkloadCredentialCommand {
    public EnrolAgent {
      if (certificate.kind() != WorkloadCredential.Kind.CERTIFICATE) {
        throw new MalformedValue("certificate", "must be a certificate");
      }
    }
  }

  /**
   * Takes a credential from a resource, for ever, whatever locks say. What is not a live one of
   * this resource is accepted and changes nothing.
   *
   * <p>Refused as {@code ResourceNotFound}.
   */
  @Command(namespace = NAMESPACE, name = "RevokeCredential", version = "1")
  record RevokeCredential(ResourcePath resource, CredentialId credential)
      implements WorkloadCredentialCommand {}
}
