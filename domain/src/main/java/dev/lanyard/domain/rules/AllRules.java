package dev.lanyard.domain.rules;

import dev.lanyard.domain.Rule;
import dev.lanyard.domain.compliance.ComplianceRules;
import dev.lanyard.domain.credential.CredentialRules;
import dev.lanyard.domain.credential.WorkloadCredentialRules;
import dev.lanyard.domain.federation.FederationRules;
import dev.lanyard.domain.identity.IdentityRules;
import dev.lanyard.domain.identity.UserIdentityRules;
import dev.lanyard.domain.lock.LockRules;
import dev.lanyard.domain.principal.LedgerRules;
import dev.lanyard.domain.principal.PrincipalRules;
import dev.lanyard.domain.resource.GroupRules;
import dev.lanyard.domain.resource.ResourceRules;
import dev.lanyard.domain.role.RoleRules;
import dev.lanyard.domain.token.TokenRules;
import dev.lanyard.domain.usage.UsageRules;
import java.util.List;
import java.util.stream.Stream;

/** Every rule there is: one for each command. */
public final class AllRules {
  private static final List<Rule<?, ?>> ALL =
      Stream.of(
              LedgerRules.all(),
              ComplianceRules.all(),
              GroupRules.all(),
              ResourceRules.all(),
              IdentityRules.all(),
              UserIdentityRules.all(),
              LockRules.all(),
              PrincipalRules.all(),
              CredentialRules.all(),
              WorkloadCredentialRules.all(),
              FederationRules.all(),
              TokenRules.all(),
              UsageRules.all(),
              RoleRules.all())
          .<Rule<?, ?>>flatMap(List::stream)
          .toList();

  private AllRules() {}

  /** All of them. */
  public static List<Rule<?, ?>> all() {
    return ALL;
  }
}
