package dev.lanyard.api.workload;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.MalformedValue;
import java.util.List;
import java.util.Optional;

/**
 * What the path of a request to the workload port says: in which style it asks, and for which
 * credential's resource. A credential's id is no secret; what stands behind its dot is.
 */
sealed interface WorkloadAddress {
  /** Below it, identity endpoints by a secret in a header (CONTRACT 3.2). */
  String ENDPOINTS = "endpoints";

  /** Below it, identity endpoints by a secret in the path (CONTRACT 3.1). */
  String PATHS = "local";

  /** {@code /endpoints/{credential}/msi/token}: a header carries the secret. */
  record ByHeader(CredentialId credential) implements WorkloadAddress {}

  /**
   * {@code /local/{credential}.{secret}/metadata/identity/oauth2/token} and {@code
   * /local/{credential}.{secret}/msi/token}: the path carries the secret.
   */
  record ByPath(CredentialId credential, String secret) implements WorkloadAddress {
    @Override
    public String toString() {
      return "ByPath[" + credential + "]";
    }
  }

  /** A token endpoint's path, but of no resource. */
  record Nowhere() implements WorkloadAddress {}

  /**
   * Reads a path.
   *
   * @param path its segments, decoded
   * @return empty if it is no token endpoint's
   */
  static Optional<WorkloadAddress> of(List<String> path) {
    boolean metadata = endsWith(path, List.of("metadata", "identity", "oauth2", "token"));
    boolean msi = endsWith(path, List.of("msi", "token"));
    if (!metadata && !msi) {
      return Optional.empty();
    }
    boolean byHeader = msi && path.size() == 4 && path.getFirst().equals(ENDPOINTS);
    boolean byPath = path.size() == (msi ? 4 : 6) && path.getFirst().equals(PATHS);
    if (byHeader) {
      return credential(path.get(1))
          .<WorkloadAddress>map(ByHeader::new)
          .or(() -> Optional.of(new Nowhere()));
    }
    return Optional.of(byPath ? byPath(path.get(1)) : new Nowhere());
  }

  private static WorkloadAddress byPath(String segment) {
    int dot = segment.indexOf('.');
    return credential(dot < 0 ? "" : segment.substring(0, dot))
        .<WorkloadAddress>map(id -> new ByPath(id, segment.substring(dot + 1)))
        .orElseGet(Nowhere::new);
  }

  private static Optional<CredentialId> credential(String text) {
    try {
      return Optional.of(CredentialId.parse("credential", text));
    } catch (MalformedValue malformed) {
      return Optional.empty();
    }
  }

  private static boolean endsWith(List<String> path, List<String> end) {
    return path.size() >= end.size()
        && path.subList(path.size() - end.size(), path.size()).equals(end);
  }
}
