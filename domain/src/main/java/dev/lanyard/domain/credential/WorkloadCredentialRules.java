package dev.lanyard.domain.credential;

import dev.lanyard.domain.About;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.command.WorkloadCredentialCommand.EnrolAgent;
import dev.lanyard.domain.command.WorkloadCredentialCommand.IssueCredential;
import dev.lanyard.domain.command.WorkloadCredentialCommand.RevokeCredential;
import dev.lanyard.domain.command.WorkloadCredentialCommand.RotateCredential;
import java.util.List;

/**
 * The rules of workloads' credentials. Each tells of the credential that its command issues or
 * revokes.
 */
public final class WorkloadCredentialRules {
  /** Gives a resource one more credential. */
  public static final Rule<IssueCredential, ? extends About<WorkloadCredential>> ISSUE =
      new Rule<>(IssueCredential.class, new IssueCredentialDecider());

  /** Gives a resource a credential in the place of another. */
  public static final Rule<RotateCredential, ? extends About<WorkloadCredential>> ROTATE =
      new Rule<>(RotateCredential.class, new RotateCredentialDecider());

  /** Gives a resource a certificate for an enrolment code. */
  public static final Rule<EnrolAgent, ? extends About<WorkloadCredential>> ENROL =
      new Rule<>(EnrolAgent.class, new EnrolAgentDecider());

  /** Takes a credential from a resource. */
  public static final Rule<RevokeCredential, ? extends About<WorkloadCredential>> REVOKE =
      new Rule<>(RevokeCredential.class, new RevokeCredentialDecider());

  private WorkloadCredentialRules() {}

  /** All of them. */
  public static List<Rule<?, ?>> all() {
    return List.of(ISSUE, ROTATE, ENROL, REVOKE);
  }
}
