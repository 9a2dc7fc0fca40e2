package dev.lanyard.domain.principal;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialAdded;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialRevoked;
import dev.lanyard.domain.event.LifecycleEvent;
import java.util.Set;

/** The parts of the ledger that are about operators' credentials. */
public final class Credentials {
  private static final Set<Class<? extends LifecycleEvent>> ALL =
      Set.of(OperatorCredentialAdded.class, OperatorCredentialRevoked.class);

  private Credentials() {}

  /** All of a registered principal. */
  public static Boundary of(PrincipalId principal) {
    return Boundary.of(ALL, Tags.principal(principal));
  }

  /** One, whoever has it. */
  public static Boundary of(CredentialId credential) {
    return Boundary.of(ALL, Tags.credential(credential));
  }
}
