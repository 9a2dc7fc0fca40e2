package dev.lanyard.domain.simulation;

import static dev.lanyard.domain.simulation.ThingsModel.ACCEPTED;

import dev.lanyard.domain.Grant;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleType;
import dev.lanyard.domain.command.LedgerCommand.InstallDefaults;
import dev.lanyard.domain.command.LedgerCommand.Operator;
import dev.lanyard.domain.command.LedgerCommand.RecoverOperator;
import dev.lanyard.domain.command.PrincipalCommand.AddOperatorCredential;
import dev.lanyard.domain.command.PrincipalCommand.RevokeOperatorCredential;
import dev.lanyard.domain.simulation.Model.Bearing;
import dev.lanyard.domain.simulation.Model.Held;
import dev.lanyard.domain.simulation.Model.Person;
import dev.lanyard.domain.simulation.Model.Role;
import java.util.List;

/** The rules of operators and their credentials on the model; each answers its outcome. */
final class OperatorModel {
  private final Model model;

  OperatorModel(Model model) {
    this.model = model;
  }

  String install(InstallDefaults command) {
    model.subscriptions.add(ResourcePath.of(command.subscription()));
    command
        .roles()
        .forEach(
            role ->
                model.roles.put(
                    role.role(),
                    new Role(
                        RoleType.BUILT_IN,
                        role.name(),
                        role.description(),
                        role.permissions(),
                        List.of(ResourcePath.ROOT))));
    new TrustModel(model).install(command.audiences());
    Operator operator = command.operator();
    Person known = model.people.get(operator.principal());
    if (!model.everOwned) {
      model.everOwned = true;
      begin(operator);
    } else if (known != null
        && known.type() == PrincipalType.SERVICE_PRINCIPAL
        && !model.everBore.contains(operator.principal())) {
      operator.credentials().forEach(it -> bear(operator.principal(), it));
    }
    return ACCEPTED;
  }

  private void begin(Operator operator) {
    model.everKnown.add(operator.principal());
    model.people.put(
        operator.principal(),
        new Person(PrincipalType.SERVICE_PRINCIPAL, operator.subject(), false));
    model.grants.put(
        operator.ownership(),
        new Held(
            RoleDefinition.OWNER,
            operator.principal(),
            PrincipalType.SERVICE_PRINCIPAL,
            ResourcePath.ROOT,
            Grant.Terms.NONE));
    operator.credentials().forEach(it -> bear(operator.principal(), it));
  }

  private void bear(PrincipalId principal, OperatorCredential credential) {
    if (model.everAdded.add(credential.id())) {
      model.everBore.add(principal);
      model.credentials.put(credential.id(), new Bearing(principal, credential));
    }
  }

  String recover(RecoverOperator command) {
    Operator operator = command.operator();
    if (model.everKnown.contains(operator.principal())
        || model.managed().contains(operator.principal())) {
      return "PrincipalFixed";
    }
    if (model.people.values().stream().anyMatch(it -> it.subject().equals(operator.subject()))) {
      return "SubjectTaken";
    }
    if (model.grants.containsKey(operator.ownership())) {
      return "RoleAssignmentFixed";
    }
    if (operator.credentials().stream().anyMatch(it -> model.everAdded.contains(it.id()))) {
      return "CredentialFixed";
    }
    begin(operator);
    return ACCEPTED;
  }

  String add(AddOperatorCredential command) {
    if (model.managed().contains(command.principal())) {
      return "PrincipalManaged";
    }
    Person person = model.people.get(command.principal());
    if (person == null || person.type() != PrincipalType.SERVICE_PRINCIPAL) {
      return person == null ? "PrincipalNotFound" : "CredentialsNotForType";
    }
    Bearing asked = new Bearing(command.principal(), command.credential());
    if (model.everAdded.contains(command.credential().id())) {
      return asked.equals(model.credentials.get(command.credential().id()))
          ? ACCEPTED
          : "CredentialFixed";
    }
    long live =
        model.credentials.values().stream()
            .filter(it -> it.principal().equals(command.principal()))
            .count();
    if (live >= OperatorCredential.CREDENTIALS_MAX) {
      return "TooManyCredentials";
    }
    bear(command.principal(), command.credential());
    return ACCEPTED;
  }

  String revoke(RevokeOperatorCredential command) {
    Bearing known = model.credentials.get(command.credential());
    if (known != null && known.principal().equals(command.principal())) {
      model.credentials.remove(command.credential());
    }
    return ACCEPTED;
  }
}
