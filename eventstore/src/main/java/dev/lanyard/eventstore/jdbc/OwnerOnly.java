package dev.lanyard.eventstore.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that nobody but their owner may open (0600), from the moment they exist. */
final class OwnerOnly {
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private OwnerOnly() {}

  /** Opens a file for writing, and makes it if there is none. */
  static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), PRIVATE);
  }

  /**
   * Makes an empty file unless it is there. SQLite takes it for a new store, and gives what it
   * keeps beside it (-wal, -shm) the same permissions.
   */
  static void ensure(Path file) throws IOException {
    try {
      // A file that is there must not be opened: closing it would end SQLite's locks on it.
      Files.createFile(file, PRIVATE);
    } catch (FileAlreadyExistsException there) {
      return;
    }
  }
}
