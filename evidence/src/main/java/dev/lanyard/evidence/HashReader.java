package dev.lanyard.evidence;

/** Where the hashes of a tree come from: its complete subtrees by height and place. */
@FunctionalInterface
public interface HashReader {

  /**
   * The root of a complete subtree: the leaves from {@code index * 2^level} on, {@code 2^level} of
   * them.
   *
   * @param level its height, 0 to 62; a leaf's hash is level 0
   * @param index its place among those of its height, from 0
   * @throws RuntimeException if the tree does not have it; whatever the source throws
   */
  Hash subtree(int level, long index);
}
