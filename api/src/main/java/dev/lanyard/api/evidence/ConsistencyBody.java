package dev.lanyard.api.evidence;

import java.util.List;

/**
 * That a tree begins with a smaller one, for programs (RFC 6962, 2.1.2). Hashes are in Base64.
 *
 * @param origin the name of the log
 * @param from the size of the smaller tree
 * @param to the size of the larger one
 * @param fromRoot of the smaller tree
 * @param toRoot of the larger one
 * @param proof as the RFC orders it
 */
public record ConsistencyBody(
    String origin, long from, long to, String fromRoot, String toRoot, List<String> proof) {
  public ConsistencyBody {
    proof = List.copyOf(proof);
  }
}
