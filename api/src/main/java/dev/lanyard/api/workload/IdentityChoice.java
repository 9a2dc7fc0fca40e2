package dev.lanyard.api.workload;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.state.ProvenResource;
import dev.lanyard.projections.state.UsableIdentity;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which identity a workload gets: the one that it names, else the system-assigned one, else the
 * only user-assigned one (CONTRACT 3.1). What is not on its resource is not found, whether or not
 * it exists.
 */
final class IdentityChoice {
  private IdentityChoice() {}

  /**
   * Chooses.
   *
   * @throws WorkloadRefusal if there is none, or several and none is named
   */
  static UsableIdentity of(ProvenResource workload, Selector selector) {
    return switch (selector) {
      case Selector.Any() -> unnamed(workload);
      case Selector.ByClient(var id) ->
          named(
              workload,
              it -> it.client().toString().equals(id) || it.principal().toString().equals(id));
      case Selector.ByObject(var id) -> named(workload, it -> it.principal().toString().equals(id));
      case Selector.ByResource(var path) -> named(workload, it -> isAt(it, path));
      case Selector.Nobody() -> throw WorkloadError.identityNotFound().refusal();
    };
  }

  /** A system-assigned identity is at its resource; clients name it so, too. */
  private static boolean isAt(UsableIdentity identity, ResourcePath path) {
    return identity.path().equals(path);
  }

  private static UsableIdentity unnamed(ProvenResource workload) {
    if (workload.system().isPresent()) {
      return workload.system().get();
    }
    List<UsableIdentity> users = workload.attached();
    if (users.size() > 1) {
      throw WorkloadError.severalIdentities().refusal();
    }
    if (users.isEmpty()) {
      throw WorkloadError.identityNotFound().refusal();
    }
    return users.getFirst();
  }

  private static UsableIdentity named(ProvenResource workload, Predicate<UsableIdentity> isMeant) {
    return workload.system().stream()
        .filter(isMeant)
        .findFirst()
        .or(() -> workload.attached().stream().filter(isMeant).findFirst())
        .orElseThrow(() -> WorkloadError.identityNotFound().refusal());
  }
}
