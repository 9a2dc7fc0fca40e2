package dev.lanyard.domain.command;

import dev.lanyard.domain.WorkloadIssuer;
import org.axonframework.messaging.commandhandling.annotation.Command;

/** What one may ask of the issuers whose tokens may stand for workloads. */
public sealed interface IssuerCommand extends LifecycleCommand {

  /**
   * Lets tokens of an issuer stand for workloads, by keys that are fetched from it or given here.
   * Asking again changes nothing; asking with other keys replaces them.
   *
   * <p>Never refused.
   */
  @Command(namespace = NAMESPACE, name = "TrustIssuer", version = "1")
  record TrustIssuer(WorkloadIssuer issuer) implements IssuerCommand {}

  /**
   * Ends that. Missing is accepted.
   *
   * <p>Never refused.
   */
  @Command(namespace = NAMESPACE, name = "RemoveIssuer", version = "1")
  record RemoveIssuer(String issuer) implements IssuerCommand {}
}
