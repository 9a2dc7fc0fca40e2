package dev.lanyard.domain.resource;

import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.Samples.ADDED;
import static dev.lanyard.domain.Samples.FRESH;
import static dev.lanyard.domain.Samples.GROUP_CREATED;
import static dev.lanyard.domain.Samples.OTHER_CREATED;
import static dev.lanyard.domain.Samples.SHARED;
import static dev.lanyard.domain.Samples.SHARED_CREATED;
import static dev.lanyard.domain.Samples.SHARED_PRINCIPAL;
import static dev.lanyard.domain.Samples.VM;
import static dev.lanyard.domain.Samples.VM_CREATED;
import static dev.lanyard.domain.Samples.VM_ENABLED;
import static dev.lanyard.domain.Samples.VM_PATH;
import static dev.lanyard.domain.Samples.VM_PRINCIPAL;
import static dev.lanyard.domain.Samples.VM_SHARED;
import static dev.lanyard.domain.Samples.WEST;
import static dev.lanyard.domain.Samples.attached;
import static dev.lanyard.domain.Samples.principal;

import dev.lanyard.domain.About;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.HistoryInMemory.Attempt;
import dev.lanyard.domain.IdentityBlock;
import dev.lanyard.domain.IdentityBlock.Named;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.command.ResourceCommand.PatchResource;
import dev.lanyard.domain.command.ResourceCommand.PutResource;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityAttached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.LifecycleEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A machine with a system-assigned and a shared identity, and identity blocks for it. */
final class MachineWithIdentities {
  static final UserIdentityAttached VM_OTHER = attached(VM, OTHER_CREATED);
  static final LifecycleEvent DETACHED =
      new UserIdentityDetached(VM, SHARED.requireThing(), SHARED_PRINCIPAL);
  static final LifecycleEvent OTHER_DETACHED =
      new UserIdentityDetached(VM, OTHER_CREATED.scope().requireThing(), principal(6));
  static final LifecycleEvent DISABLED = new SystemIdentityDeleted(VM, VM_PRINCIPAL);
  static final LifecycleEvent ENABLED =
      new SystemIdentityEnabled(VM, FRESH.principal(), FRESH.client());

  private MachineWithIdentities() {}

  static Both onBoth() {
    return new Both(
        List.of(
            ADDED,
            GROUP_CREATED,
            SHARED_CREATED,
            OTHER_CREATED,
            VM_CREATED,
            VM_ENABLED,
            VM_SHARED));
  }

  /** A machine with a system-assigned and a shared identity. */
  record Both(List<LifecycleEvent> events) {
    Both and(LifecycleEvent... more) {
      return new Both(Stream.concat(events.stream(), Arrays.stream(more)).toList());
    }

    Decision when(PutResource command) {
      return given(ResourceRules.PUT, events.toArray(LifecycleEvent[]::new)).when(command);
    }

    Decision when(PatchResource command) {
      return attempt(command).decision();
    }

    Attempt<? extends About<LiveResource>> attempt(PatchResource command) {
      return given(ResourceRules.PATCH, events.toArray(LifecycleEvent[]::new)).attempt(command);
    }
  }

  static PutResource put(ResourcePath path, Optional<IdentityBlock> identity) {
    return new PutResource(
        path,
        FRESH,
        Optional.of(WEST),
        Map.of(),
        Json.Obj.EMPTY,
        identity,
        new Precondition.Always());
  }

  static PatchResource patch(Optional<IdentityBlock> identity) {
    return new PatchResource(
        VM_PATH, FRESH, Optional.empty(), Json.Obj.EMPTY, identity, new Precondition.Always());
  }

  static Optional<IdentityBlock> typed(IdentityBlock.Type type) {
    return Optional.of(new IdentityBlock(type, Optional.empty()));
  }

  static Optional<IdentityBlock> block(IdentityBlock.Type type, ResourcePath... attach) {
    return Optional.of(new IdentityBlock(type, Optional.of(new Named(Set.of(attach), Set.of()))));
  }

  static Optional<IdentityBlock> detaching(IdentityBlock.Type type, ResourcePath... detach) {
    return Optional.of(new IdentityBlock(type, Optional.of(new Named(Set.of(), Set.of(detach)))));
  }
}
