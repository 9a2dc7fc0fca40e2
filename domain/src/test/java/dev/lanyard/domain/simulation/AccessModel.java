package dev.lanyard.domain.simulation;

import static dev.lanyard.domain.simulation.ThingsModel.ACCEPTED;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.RoleType;
import dev.lanyard.domain.command.LockCommand.PlaceLock;
import dev.lanyard.domain.command.LockCommand.RemoveLock;
import dev.lanyard.domain.command.PrincipalCommand.DisablePrincipal;
import dev.lanyard.domain.command.PrincipalCommand.RegisterPrincipal;
import dev.lanyard.domain.command.PrincipalCommand.RemovePrincipal;
import dev.lanyard.domain.command.RoleCommand.AssignRole;
import dev.lanyard.domain.command.RoleCommand.DefineRole;
import dev.lanyard.domain.command.RoleCommand.DeleteRole;
import dev.lanyard.domain.command.RoleCommand.ExpireRoleAssignment;
import dev.lanyard.domain.command.RoleCommand.RemoveRoleAssignment;
import dev.lanyard.domain.command.RoleCommand.UpdateRole;
import dev.lanyard.domain.simulation.Model.Held;
import dev.lanyard.domain.simulation.Model.LockAt;
import dev.lanyard.domain.simulation.Model.LockSays;
import dev.lanyard.domain.simulation.Model.Person;
import dev.lanyard.domain.simulation.Model.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of roles, grants, locks and principals on the model; each answers its outcome. */
final class AccessModel {
  private final Model model;

  AccessModel(Model model) {
    this.model = model;
  }

  String place(PlaceLock command) {
    if (!model.lives(command.scope())) {
      return "ScopeNotFound";
    }
    LockAt at = new LockAt(command.scope(), command.name());
    LockSays says = model.locks.get(at);
    boolean same =
        says != null && says.level() == command.level() && says.notes().equals(command.notes());
    if (!same) {
      model.locks.put(at, new LockSays(command.name(), command.level(), command.notes()));
    }
    return ACCEPTED;
  }

  String remove(RemoveLock command) {
    model.locks.remove(new LockAt(command.scope(), command.name()));
    return ACCEPTED;
  }

  String register(RegisterPrincipal command) {
    Person known = model.people.get(command.principal());
    if (known != null
        && known.type() == command.type()
        && known.subject().equals(command.subject())) {
      return ACCEPTED;
    }
    if (model.everKnown.contains(command.principal())) {
      return "PrincipalFixed";
    }
    if (model.people.values().stream().anyMatch(it -> it.subject().equals(command.subject()))) {
      return "SubjectTaken";
    }
    model.everKnown.add(command.principal());
    model.people.put(command.principal(), new Person(command.type(), command.subject(), false));
    return ACCEPTED;
  }

  String disable(DisablePrincipal command) {
    Optional<String> unfit = unfit(command.principal());
    if (unfit.isPresent()) {
      return unfit.get();
    }
    Person person = model.people.get(command.principal());
    if (person == null) {
      return "PrincipalNotFound";
    }
    model.people.put(command.principal(), new Person(person.type(), person.subject(), true));
    return ACCEPTED;
  }

  String remove(RemovePrincipal command) {
    Optional<String> unfit = unfit(command.principal());
    if (unfit.isEmpty()) {
      model.people.remove(command.principal());
      model.endGrantsOf(Set.of(command.principal()));
      model.credentials.values().removeIf(it -> it.principal().equals(command.principal()));
    }
    return unfit.orElse(ACCEPTED);
  }

  private Optional<String> unfit(PrincipalId principal) {
    if (model.managed().contains(principal)) {
      return Optional.of("PrincipalManaged");
    }
    return model.losesLastOwner(held -> held.principal().equals(principal))
        ? Optional.of("LastOwner")
        : Optional.empty();
  }

  String define(DefineRole command) {
    Role asked =
        asked(command.name(), command.description(), command.permissions(), command.assignable());
    Optional<String> unfit = unfit(command.role(), asked);
    if (unfit.isPresent()) {
      return unfit.get();
    }
    Role known = model.roles.get(command.role());
    if (known != null) {
      return known.equals(asked) ? ACCEPTED : "RoleExists";
    }
    model.roles.put(command.role(), asked);
    return ACCEPTED;
  }

  String update(UpdateRole command) {
    Role known = model.roles.get(command.role());
    if (known != null && known.type() == RoleType.BUILT_IN) {
      return "RoleIsBuiltIn";
    }
    Role asked =
        asked(command.name(), command.description(), command.permissions(), command.assignable());
    Optional<String> unfit = unfit(command.role(), asked);
    if (unfit.isPresent()) {
      return unfit.get();
    }
    boolean outside =
        grantsOf(command.role()).stream().anyMatch(held -> !asked.covers(held.scope()));
    if (outside) {
      return "RoleScopeInUse";
    }
    model.roles.put(command.role(), asked);
    return ACCEPTED;
  }

  String delete(DeleteRole command) {
    Role known = model.roles.get(command.role());
    if (known == null) {
      return ACCEPTED;
    }
    if (known.type() == RoleType.BUILT_IN) {
      return "RoleIsBuiltIn";
    }
    if (!grantsOf(command.role()).isEmpty()) {
      return "RoleInUse";
    }
    model.roles.remove(command.role());
    return ACCEPTED;
  }

  private static Role asked(
      String name, String description, List<Permission> permissions, List<ResourcePath> scopes) {
    return new Role(
        RoleType.CUSTOM, name, description, permissions, scopes.stream().distinct().toList());
  }

  private Optional<String> unfit(RoleId id, Role asked) {
    if (!asked.scopes().stream().allMatch(model::lives)) {
      return Optional.of("ScopeNotFound");
    }
    boolean taken =
        model.roles.entrySet().stream()
            .anyMatch(
                role ->
                    !role.getKey().equals(id)
                        && role.getValue().name().equalsIgnoreCase(asked.name()));
    return taken ? Optional.of("RoleNameTaken") : Optional.empty();
  }

  private List<Held> grantsOf(RoleId role) {
    return model.grants.values().stream().filter(held -> held.role().equals(role)).toList();
  }

  String assign(AssignRole command) {
    if (!model.lives(command.scope())) {
      return "ScopeNotFound";
    }
    Optional<PrincipalType> type = model.typeOf(command.principal());
    if (type.isEmpty()) {
      return "PrincipalNotFound";
    }
    if (command.principalType().isPresent() && !command.principalType().equals(type)) {
      return "PrincipalTypeDiffers";
    }
    Role role = model.roles.get(command.role());
    if (role == null || !role.covers(command.scope())) {
      return role == null ? "RoleNotFound" : "RoleNotAssignableHere";
    }
    Held asked =
        new Held(command.role(), command.principal(), type.get(), command.scope(), command.terms());
    Optional<String> taken = taken(command.assignment(), asked);
    if (taken.isPresent() || asked.equals(model.grants.get(command.assignment()))) {
      return taken.orElse(ACCEPTED);
    }
    Optional<String> forbidden = forbidden(command, asked);
    if (forbidden.isEmpty()) {
      model.grants.put(command.assignment(), asked);
    }
    return forbidden.orElse(ACCEPTED);
  }

  private Optional<String> taken(AssignmentId id, Held asked) {
    boolean elsewhere =
        model.grants.entrySet().stream()
            .anyMatch(it -> !it.getKey().equals(id) && sameButTerms(it.getValue(), asked));
    if (elsewhere) {
      return Optional.of("RoleAssignmentExists");
    }
    Held there = model.grants.get(id);
    return there != null && !sameButTerms(there, asked)
        ? Optional.of("RoleAssignmentFixed")
        : Optional.empty();
  }

  private static boolean sameButTerms(Held one, Held other) {
    return one.role().equals(other.role())
        && one.principal().equals(other.principal())
        && one.scope().equals(other.scope());
  }

  private Optional<String> forbidden(AssignRole command, Held asked) {
    Optional<Instant> end = command.terms().expiresOn();
    if (end.isPresent() && !end.get().isAfter(command.askedAt())) {
      return Optional.of("ExpiryPassed");
    }
    boolean limits = end.isPresent() || command.terms().condition().isPresent();
    if (limits && model.losesLastOwner(held -> sameButTerms(held, asked))) {
      return Optional.of("LastOwner");
    }
    return model.writeLocked(command.scope()) ? Optional.of("ScopeLocked") : Optional.empty();
  }

  String remove(RemoveRoleAssignment command) {
    Held there = model.grants.get(command.assignment());
    if (there == null || !there.scope().equals(command.scope())) {
      return ACCEPTED;
    }
    if (model.losesLastOwner(there::equals)) {
      return "LastOwner";
    }
    if (model.deleteLocked(command.scope())) {
      return "ScopeLocked";
    }
    model.grants.remove(command.assignment());
    return ACCEPTED;
  }

  String expire(ExpireRoleAssignment command) {
    Held there = model.grants.get(command.assignment());
    if (there != null
        && there.terms().expiresOn().isPresent()
        && !there.terms().expiresOn().get().isAfter(command.now())) {
      model.grants.remove(command.assignment());
    }
    return ACCEPTED;
  }
}
