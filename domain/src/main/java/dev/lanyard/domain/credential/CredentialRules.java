package dev.lanyard.domain.credential;

import dev.lanyard.domain.About;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.PrincipalCommand.AddOperatorCredential;
import dev.lanyard.domain.command.PrincipalCommand.RevokeOperatorCredential;
import java.util.List;

/** The rules of operators' credentials. */
public final class CredentialRules {
  /** Lets a principal prove who it is by one more credential. */
  public static final Rule<AddOperatorCredential, ? extends About<OperatorCredential>> ADD =
      new Rule<>(AddOperatorCredential.class, new AddOperatorCredentialDecider());

  /** Takes a credential from a principal. */
  public static final Rule<RevokeOperatorCredential, ? extends About<OperatorCredential>> REVOKE =
      new Rule<>(RevokeOperatorCredential.class, new RevokeOperatorCredentialDecider());

  private CredentialRules() {}

  /** All of them. */
  public static List<Rule<?, ?>> all() {
    return List.of(ADD, REVOKE);
  }
}
