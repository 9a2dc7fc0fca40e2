package dev.lanyard.tokens;

import java.nio.file.Path;
import java.util.Optional;

/** Key stores for tests: those of one folder are the same store. */
final class TestStore {
  private TestStore() {}

  static KeyStore open(Path folder) {
    return KeyStore.open(
        folder.resolve("keys.db"),
        MasterKey.find(Optional.empty(), Optional.empty(), folder.resolve("master.key")));
  }
}
