package dev.lanyard.evidence.store;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where the resources of a log come from. */
@FunctionalInterface
public interface LogStore {

  /**
   * Reads one.
   *
   * @param path below the log's prefix, without a slash before it: {@code checkpoint}, {@code key},
   *     {@code tile/...}
   * @return its bytes; empty if there is none. Ends with an {@link java.io.IOException} if the
   *     store cannot be read
   */
  CompletableFuture<Optional<byte[]>> get(String path);
}
