package dev.lanyard.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.About;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Decision.Accepted;
import dev.lanyard.domain.Decision.Fact;
import dev.lanyard.domain.Decision.Rejected;
import dev.lanyard.domain.HistoryInMemory;
import dev.lanyard.domain.HistoryInMemory.Attempt;
import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.Revision;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.command.ComplianceCommand.ErasePersonalPart;
import dev.lanyard.domain.command.ComplianceCommand.RecordReplay;
import dev.lanyard.domain.command.FederatedCredentialCommand.PutFederatedCredential;
import dev.lanyard.domain.command.FederatedCredentialCommand.RemoveFederatedCredential;
import dev.lanyard.domain.command.GroupCommand.CreateResourceGroup;
import dev.lanyard.domain.command.GroupCommand.DeleteResourceGroup;
import dev.lanyard.domain.command.GroupCommand.UpdateResourceGroup;
import dev.lanyard.domain.command.IdentityCommand.AttachUserIdentity;
import dev.lanyard.domain.command.IdentityCommand.DetachUserIdentity;
import dev.lanyard.domain.command.IdentityCommand.DisableSystemIdentity;
import dev.lanyard.domain.command.IdentityCommand.EnableSystemIdentity;
import dev.lanyard.domain.command.IssuerCommand.RemoveIssuer;
import dev.lanyard.domain.command.IssuerCommand.TrustIssuer;
import dev.lanyard.domain.command.LedgerCommand.InstallDefaults;
import dev.lanyard.domain.command.LedgerCommand.RecoverOperator;
import dev.lanyard.domain.command.LedgerCommand.SummariseUsage;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.domain.command.LockCommand.PlaceLock;
import dev.lanyard.domain.command.LockCommand.RemoveLock;
import dev.lanyard.domain.command.PrincipalCommand.AddOperatorCredential;
import dev.lanyard.domain.command.PrincipalCommand.DisablePrincipal;
import dev.lanyard.domain.command.PrincipalCommand.RegisterPrincipal;
import dev.lanyard.domain.command.PrincipalCommand.RemovePrincipal;
import dev.lanyard.domain.command.PrincipalCommand.RevokeOperatorCredential;
import dev.lanyard.domain.command.ResourceCommand.DeleteResource;
import dev.lanyard.domain.command.ResourceCommand.PatchResource;
import dev.lanyard.domain.command.ResourceCommand.PutResource;
import dev.lanyard.domain.command.RoleCommand.AssignRole;
import dev.lanyard.domain.command.RoleCommand.DefineRole;
import dev.lanyard.domain.command.RoleCommand.DeleteRole;
import dev.lanyard.domain.command.RoleCommand.ExpireRoleAssignment;
import dev.lanyard.domain.command.RoleCommand.RemoveRoleAssignment;
import dev.lanyard.domain.command.RoleCommand.UpdateRole;
import dev.lanyard.domain.command.TokenCommand.RegisterAudience;
import dev.lanyard.domain.command.TokenCommand.RemoveAudience;
import dev.lanyard.domain.command.TokenCommand.RevokeIdentityTokens;
import dev.lanyard.domain.command.TokenCommand.RevokePrincipalTokens;
import dev.lanyard.domain.command.UserIdentityCommand.CreateUserIdentity;
import dev.lanyard.domain.command.UserIdentityCommand.DeleteUserIdentity;
import dev.lanyard.domain.command.UserIdentityCommand.UpdateUserIdentity;
import dev.lanyard.domain.command.WorkloadCredentialCommand.EnrolAgent;
import dev.lanyard.domain.command.WorkloadCredentialCommand.IssueCredential;
import dev.lanyard.domain.command.WorkloadCredentialCommand.RevokeCredential;
import dev.lanyard.domain.command.WorkloadCredentialCommand.RotateCredential;
import dev.lanyard.domain.rules.AllRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One run of random commands. Each is answered by its rule on a ledger in memory, and by the model;
 * then outcome, facts and state are compared. Now and then others are decided at the same head, as
 * other writers would.
 */
final class Simulation {
  private static final Map<Class<?>, Rule<?, ?>> RULES =
      AllRules.all().stream().collect(Collectors.toMap(Rule::command, Function.identity()));

  /** How many commands are decided while another is appended. */
  private static final int RIVALS = 6;

  private final HistoryInMemory history = new HistoryInMemory();
  private final Model model = new Model();
  private final ThingsModel things = new ThingsModel(model);
  private final AccessModel access = new AccessModel(model);
  private final OperatorModel operators = new OperatorModel(model);
  private final TrustModel trust = new TrustModel(model);
  private final Folded folded = new Folded();
  private final Random random;
  private final RandomCommands commands;
  private final Set<String> outcomes = new TreeSet<>();
  private Map<String, String> words = Map.of();
  private int races;

  Simulation(long seed) {
    random = new Random(seed);
    commands = new RandomCommands(random, model);
    check(commands.install());
  }

  /** One command; now and then while others are being decided. */
  void step() {
    LifecycleCommand command = commands.next();
    if (random.nextInt(3) == 0) {
      race(command);
    } else {
      check(command);
    }
  }

  /** What was answered so far: {@code AttachUserIdentity ScopeLocked} and the like. */
  Set<String> outcomes() {
    return outcomes;
  }

  /** How many decisions were spoiled by another that was appended first. */
  int races() {
    return races;
  }

  /** What was decided before may be appended after only if it would be decided the same then. */
  private void race(LifecycleCommand first) {
    Map<LifecycleCommand, Attempt<?>> early = new LinkedHashMap<>();
    for (int rival = 0; rival < RIVALS; rival++) {
      LifecycleCommand command = commands.next();
      early.put(command, decide(command));
    }
    check(first);
    early.forEach(
        (command, attempt) -> {
          if (!history.stands(attempt)) {
            races++;
          } else if (changes(attempt.decision())) {
            assertThat(decide(command).decision())
                .as("%s, decided before %s, stands", command, first)
                .isEqualTo(attempt.decision());
          }
        });
  }

  private static boolean changes(Decision decision) {
    return decision instanceof Accepted(var facts) && !facts.isEmpty();
  }

  private void check(LifecycleCommand command) {
    Attempt<?> attempt = decide(command);
    Decision decision = attempt.decision();
    String expected = answer(command);
    assertThat(outcome(decision)).as("outcome of %s", command).isEqualTo(expected);
    outcomes.add(command.getClass().getSimpleName() + " " + expected);
    List<Fact> facts = decision instanceof Accepted(var accepted) ? accepted : List.of();
    facts.forEach(fact -> history.append(fact.event()));
    facts.forEach(fact -> folded.fold(fact.event()));
    Map<String, String> after = model.words();
    assertThat(folded.words()).as("state after %s", command).isEqualTo(after);
    assertThat(facts.isEmpty()).as("no facts of %s", command).isEqualTo(words.equals(after));
    words = after;
    assertCausesAreFacts(facts);
    folded.assertInvariants();
    if (attempt.after() instanceof About<?> about && decision instanceof Accepted) {
      about.subject().ifPresent(this::assertTold);
    }
  }

  /** Replies come from what the rule knew: the ETag of a resource, and until when one proves it. */
  private void assertTold(Object subject) {
    if (subject instanceof LiveResource resource) {
      assertThat(resource.revision())
          .isEqualTo(new Revision(Model.known(model.things, resource.scope().path()).revision));
    }
    if (subject instanceof WorkloadCredential credential) {
      assertThat(trust.told(credential.id())).contains(credential);
    }
  }

  /** Each fact follows, over others, from one that the command asked for. */
  private static void assertCausesAreFacts(List<Fact> facts) {
    for (Fact fact : facts) {
      Fact cause = fact;
      for (int links = 0; cause.cascadesFrom().isPresent(); links++) {
        assertThat(links).as("circle of causes").isLessThan(facts.size());
        cause = facts.get(cause.cascadesFrom().getAsInt());
      }
    }
  }

  private static String outcome(Decision decision) {
    return switch (decision) {
      case Accepted _ -> ThingsModel.ACCEPTED;
      case Rejected(var why) -> why.getClass().getSimpleName();
    };
  }

  @SuppressWarnings("unchecked") // The map holds each rule under its own command.
  private <C extends LifecycleCommand> Attempt<?> decide(C command) {
    return history.decide((Rule<C, ?>) Model.known(RULES, command.getClass()), command);
  }

  private String answer(LifecycleCommand command) {
    return switch (command) {
      case CreateResourceGroup it -> things.create(it);
      case UpdateResourceGroup it -> things.update(it);
      case DeleteResourceGroup it -> things.delete(it);
      case PutResource it -> things.put(it);
      case PatchResource it -> things.patch(it);
      case DeleteResource it -> things.delete(it);
      case EnableSystemIdentity it -> things.enable(it);
      case DisableSystemIdentity it -> things.disable(it);
      case AttachUserIdentity it -> things.attach(it);
      case DetachUserIdentity it -> things.detach(it);
      case CreateUserIdentity it -> things.create(it);
      case UpdateUserIdentity it -> things.update(it);
      case DeleteUserIdentity it -> things.delete(it);
      case InstallDefaults it -> operators.install(it);
      case RecoverOperator it -> operators.recover(it);
      case SummariseUsage _ -> ThingsModel.ACCEPTED;
      case AddOperatorCredential it -> operators.add(it);
      case RevokeOperatorCredential it -> operators.revoke(it);
      case PlaceLock it -> access.place(it);
      case RemoveLock it -> access.remove(it);
      case RegisterPrincipal it -> access.register(it);
      case DisablePrincipal it -> access.disable(it);
      case RemovePrincipal it -> access.remove(it);
      case DefineRole it -> access.define(it);
      case UpdateRole it -> access.update(it);
      case DeleteRole it -> access.delete(it);
      case AssignRole it -> access.assign(it);
      case RemoveRoleAssignment it -> access.remove(it);
      case ExpireRoleAssignment it -> access.expire(it);
      case IssueCredential it -> trust.issue(it);
      case RotateCredential it -> trust.rotate(it);
      case EnrolAgent it -> trust.enrol(it);
      case RevokeCredential it -> trust.revoke(it);
      case PutFederatedCredential it -> trust.put(it);
      case RemoveFederatedCredential it -> trust.remove(it);
      case RevokeIdentityTokens it -> trust.revoke(it);
      case RevokePrincipalTokens it -> trust.revoke(it);
      case RegisterAudience it -> trust.register(it);
      case RemoveAudience it -> trust.remove(it);
      case TrustIssuer it -> trust.trust(it);
      case RemoveIssuer it -> trust.remove(it);
      case RecordReplay _ -> ThingsModel.ACCEPTED;
      case ErasePersonalPart _ -> ThingsModel.ACCEPTED;
    };
  }
}
