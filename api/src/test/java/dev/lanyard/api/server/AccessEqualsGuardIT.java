package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.Caller;
import dev.lanyard.api.security.Action;
import dev.lanyard.api.security.Permissions;
import dev.lanyard.api.security.Permissions.Verdict;
import dev.lanyard.api.security.Requirement;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check answers is what this server's own guard decides, whatever was granted to whom. */
class AccessEqualsGuardIT {
  private static final int CASES = 600;
  private static final int GRANTS = 40;
  private static final List<String> ACTIONS =
      List.of(
          "Microsoft.KeyVault/vaults/read",
          "microsoft.keyvault/VAULTS/write",
          "Microsoft.Compute/virtualMachines/read",
          "Microsoft.Compute/virtualMachines/delete",
          "Microsoft.Compute/virtualMachines/powerOff/action",
          "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
          "Microsoft.Authorization/roleAssignments/write",
          "Lanyard.Access/check/action");

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** Who asks for what, and where. */
  private record Case(PrincipalId user, List<PrincipalId> groups, String action, String scope) {
    String question(boolean explain) {
      String names = groups.stream().map(group -> "\"" + group + "\"").toList().toString();
      return Asking.question(
          user, action, scope, ", \"groups\": " + names + ", \"explain\": " + explain);
    }
  }

  @Test
  void the_check_and_the_guard_agree_about_random_grants(@TempDir Path temp) {
    try (Server server = Server.start(temp, "LANYARD_RATE_PRINCIPAL=0")) {
      Rights rights = new Rights(server.http());
      Story story = new Story(server.http(), "random");
      story.createGroup();
      story.create(story.vm1);
      story.create(story.vault);
      List<String> scopes =
          List.of("/", story.subscription, story.group, story.vault, story.vm1, story.vm2);
      List<PrincipalId> users = some(4, () -> rights.registered("User"));
      List<PrincipalId> groups = some(3, () -> rights.registered("Group"));
      grant(rights, story, scopes.subList(0, 5), users, groups);
      rights.disable(users.getLast());
      List<Case> cases = some(CASES, () -> any(users, groups, scopes));
      Asking asking = new Asking(server.http());
      for (boolean explain : List.of(true, false)) {
        assertThat(checked(asking, cases, explain))
            .as("seed " + seed)
            .isEqualTo(cases.stream().map(each -> guarded(server, each)).toList())
            .contains(true, false);
      }
    }
  }

  private <T> List<T> some(int count, Supplier<T> one) {
    return IntStream.range(0, count).mapToObj(_ -> one.get()).toList();
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private void grant(
      Rights rights,
      Story story,
      List<String> scopes,
      List<PrincipalId> users,
      List<PrincipalId> groups) {
    List<String> roles =
        List.of(
            Rights.READER,
            Rights.CONTRIBUTOR,
            Rights.MANAGED_IDENTITY_OPERATOR,
            Rights.KEY_VAULT_READER,
            rights.role(story.subscription, "\"Microsoft.Compute/*/action\""));
    List<PrincipalId> holders = new ArrayList<>(users);
    holders.addAll(groups);
    for (int number = 0; number < GRANTS; number++) {
      String role = oneOf(roles);
      // A custom role is given where it can be assigned.
      String scope = roles.indexOf(role) == 4 ? oneOf(scopes.subList(1, 5)) : oneOf(scopes);
      String terms = random.nextInt(4) == 0 ? ", \"condition\": \"c\"" : "";
      give(rights, oneOf(holders), role, scope, terms);
    }
  }

  /** Whether it was given before does not matter. */
  private static void give(
      Rights rights, PrincipalId holder, String role, String scope, String terms) {
    try {
      rights.give(holder, role, scope, terms);
    } catch (AssertionError there) {
      assertThat(there).hasMessageContaining("RoleAssignmentExists");
    }
  }

  private Case any(List<PrincipalId> users, List<PrincipalId> groups, List<String> scopes) {
    List<PrincipalId> member = groups.stream().filter(_ -> random.nextInt(3) == 0).toList();
    return new Case(oneOf(users), member, oneOf(ACTIONS), oneOf(scopes));
  }

  private static List<Boolean> checked(Asking asking, List<Case> cases, boolean explain) {
    List<Boolean> all = new ArrayList<>();
    for (int from = 0; from < cases.size(); from += 100) {
      List<String> questions =
          cases.subList(from, from + 100).stream().map(each -> each.question(explain)).toList();
      asking
          .done(Asking.many(questions))
          .json()
          .path("results")
          .forEach(result -> all.add(result.path("allowed").asBoolean()));
    }
    return all;
  }

  private static boolean guarded(Server server, Case each) {
    Caller caller =
        new Caller(
            each.user(),
            each.groups(),
            Optional.empty(),
            Personal.none(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Personal.none());
    Requirement needed =
        Requirement.at(new Action(each.action()), ResourcePath.parse("scope", each.scope()));
    return server.part(Permissions.class).check(caller, needed) instanceof Verdict.Allowed;
  }
}
