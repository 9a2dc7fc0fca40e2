package dev.lanyard.api.arm;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.ResourcePath.Kind;
import java.util.List;

/**
 * The routes of {@code Lanyard.Workload}: by what workloads prove on which resource they run
 * (CONTRACT 3).
 */
final class WorkloadRoutes {
  private static final String NAMESPACE = "Lanyard.Workload";

  private WorkloadRoutes() {}

  /**
   * What a path names.
   *
   * @param resource the part before {@code providers/Lanyard.Workload}
   * @param rest the part behind it; not empty
   */
  static ArmRoute route(ResourcePath resource, List<String> rest) {
    if (!rest.getFirst().equalsIgnoreCase("credentials") || resource.kind() != Kind.RESOURCE) {
      throw ArmRouter.noSuchType(NAMESPACE, rest);
    }
    if (rest.size() == 1) {
      return new ArmRoute.WorkloadCredentials(resource);
    }
    CredentialId credential = CredentialId.parse("credential", rest.get(1));
    if (rest.size() == 2) {
      return new ArmRoute.WorkloadCredential(resource, credential);
    }
    if (rest.size() == 3 && rest.getLast().equalsIgnoreCase("rotate")) {
      return new ArmRoute.WorkloadCredentialRotation(resource, credential);
    }
    throw ArmRouter.noSuchType(NAMESPACE, rest);
  }
}
