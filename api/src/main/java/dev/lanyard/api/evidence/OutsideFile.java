package dev.lanyard.api.evidence;

import dev.lanyard.tokens.KeyStoreRefused;
import dev.lanyard.tokens.OwnerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file outside of the store, best on a disk that is not restored with it.
 *
 * @param file its path; its folder is made where it is missing
 */
record OutsideFile(Path file) implements OutsidePlace {

  @Override
  public String name() {
    return "LANYARD_CHECKPOINT_FILE: " + file;
  }

  @Override
  public Optional<byte[]> read() throws IOException {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new IOException("it is too large for a checkpoint");
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  @Override
  public void write(byte[] note) throws IOException {
    try {
      OwnerFiles.writePublic(file, note);
    } catch (KeyStoreRefused refused) {
      throw new IOException(refused.getMessage(), refused);
    }
  }
}
