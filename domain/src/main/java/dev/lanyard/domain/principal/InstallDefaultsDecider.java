package dev.lanyard.domain.principal;

import static dev.lanyard.domain.Decision.accepted;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Decision.Fact;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.RoleType;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.command.LedgerCommand.BuiltInRole;
import dev.lanyard.domain.command.LedgerCommand.InstallDefaults;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleDefinitionEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDefined;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import dev.lanyard.domain.event.SubscriptionEvent.SubscriptionAdded;
import dev.lanyard.domain.event.TokenEvent.AudienceRegistered;
import dev.lanyard.domain.principal.InstallDefaultsDecider.State;
import dev.lanyard.domain.resource.Boundaries;
import dev.lanyard.domain.resource.Places;
import dev.lanyard.domain.role.Definitions;
import dev.lanyard.domain.token.Audiences;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A ledger has its default subscription, the built-in roles of the release that serves it, the
 * audiences of Azure's services that nobody decided otherwise about, and, from its first start on,
 * an Owner of the root, who once gets the credentials to act as such.
 */
final class InstallDefaultsDecider implements Decider<InstallDefaults, State> {

  /**
   * @param roles the built-in roles that live; folds in place
   * @param audiences the keys of those that were ever registered or removed; folds in place
   * @param owned whether anybody was ever made Owner of the root: from then on the last-Owner rule
   *     sees to it that it has one
   */
  record State(
      Places places,
      Map<RoleId, RoleDefinition> roles,
      Set<String> audiences,
      boolean owned,
      OperatorState operator) {}

  @Override
  public List<Step<InstallDefaults, State>> steps() {
    return List.of(
        (command, _) ->
            Boundary.any(
                Boundaries.lifeAt(ResourcePath.of(command.subscription())),
                Boundary.each(command.roles(), role -> Definitions.of(role.role())),
                Boundary.each(command.audiences(), audience -> Audiences.of(audience.uri())),
                Boundary.of(
                    Set.of(RoleAssigned.class),
                    Tags.role(RoleDefinition.OWNER),
                    Tags.at(new ScopeId.Root())),
                OperatorState.boundaryOf(command.operator())));
  }

  @Override
  public Decision decide(InstallDefaults command, State state) {
    List<LifecycleEvent> missing = new ArrayList<>();
    if (state.places().scopeAt(ResourcePath.of(command.subscription())).isEmpty()) {
      missing.add(
          new SubscriptionAdded(
              command.subscription(), command.tenant(), command.subscriptionName()));
    }
    command.roles().forEach(role -> missing.addAll(install(role, state)));
    command.audiences().stream()
        .filter(audience -> !state.audiences().contains(audience.key()))
        .forEach(audience -> missing.add(new AudienceRegistered(audience)));
    if (!state.owned()) {
      missing.addAll(state.operator().births());
    } else if (state.operator().lacksCredentials()) {
      missing.addAll(state.operator().credentials());
    }
    return accepted(missing.stream().map(Fact::of).toList());
  }

  /** A custom role that took the id before the product did gives way, name and permissions. */
  private static List<LifecycleEvent> install(BuiltInRole role, State state) {
    RoleBody body =
        new RoleBody(role.name(), role.description(), role.permissions(), List.of(Scope.ROOT));
    RoleDefined defined = new RoleDefined(role.role(), RoleType.BUILT_IN, body);
    RoleDefinition known = state.roles().get(role.role());
    if (known == null) {
      return List.of(defined);
    }
    if (known.type() == RoleType.CUSTOM) {
      return List.of(new RoleDeleted(role.role(), known.body()), defined);
    }
    return known.body().equals(body)
        ? List.of()
        : List.of(new RoleUpdated(role.role(), body, known.body()));
  }

  @Override
  public State initial(InstallDefaults command) {
    return new State(
        new Places(),
        new HashMap<>(),
        new HashSet<>(),
        false,
        OperatorState.of(command.operator()));
  }

  @Override
  public State evolve(State state, LifecycleEvent event) {
    state.places().fold(event);
    if (event instanceof RoleDefinitionEvent definition) {
      RoleId role = definition.role();
      Definitions.after(Optional.ofNullable(state.roles().get(role)), role, event)
          .ifPresentOrElse(
              known -> state.roles().put(role, known), () -> state.roles().remove(role));
    }
    Audiences.about(event).ifPresent(state.audiences()::add);
    return new State(
        state.places(),
        state.roles(),
        state.audiences(),
        state.owned() || event instanceof RoleAssigned,
        state.operator().after(event));
  }
}
