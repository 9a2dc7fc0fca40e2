package dev.lanyard.api.evidence;

import java.util.List;

/**
 * That an event is in a log, for programs (RFC 6962, 2.1.1). Hashes are in Base64.
 *
 * @param origin the name of the log
 * @param position the event's
 * @param index its leaf's: one less
 * @param size of the tree that it is proved to be in
 * @param leaf the envelope, in Base64; its hash is that of a zero byte and it
 * @param root of the tree
 * @param proof from the leaf's sibling up to below the root
 */
public record InclusionBody(
    String origin,
    long position,
    long index,
    long size,
    String leaf,
    String root,
    List<String> proof) {
  public InclusionBody {
    proof = List.copyOf(proof);
  }
}
