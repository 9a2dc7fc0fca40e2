package dev.lanyard.domain;

import java.util.Optional;

/**
 * What a rule knows of the one thing that its command is about; replies are rendered from it.
 *
 * @param <T> the thing
 */
public interface About<T> {
  /** The thing as it is; empty where it does not live. */
  Optional<T> subject();
}
