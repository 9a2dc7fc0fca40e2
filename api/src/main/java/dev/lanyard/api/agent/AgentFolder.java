package dev.lanyard.api.agent;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.tokens.OwnerFiles;
import dev.lanyard.tokens.WorkloadKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder of an agent's key, its owner's alone (0700), held by one agent at a time: by a lock of
 * the operating system, which ends with the process.
 *
 * <p>There is room for two keys, so that a renewal replaces none before its certificate is here:
 * what counts is what {@code agent.json} names, which is replaced in one step.
 */
final class AgentFolder implements AutoCloseable {
  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rwx------");

  private final Path folder;
  private final FileChannel lockFile;

  private AgentFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /**
   * Makes the folder where it is missing, and takes it.
   *
   * @throws AgentRefused if it cannot be written, is open to others, or another agent holds it
   */
  static AgentFolder take(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNERS));
      }
      if (!OWNERS.containsAll(Files.getPosixFilePermissions(folder))) {
        throw new AgentRefused(
            "--state: %s is open to other users: chmod 700 it".formatted(folder));
      }
      FileChannel file =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(file) == null) {
        file.close();
        throw new AgentRefused("--state: another agent holds %s".formatted(folder));
      }
      return new AgentFolder(folder, file);
    } catch (IOException | UnsupportedOperationException failure) {
      throw new AgentRefused("--state: %s cannot be used: %s".formatted(folder, failure), failure);
    }
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException heldInThisProcess) {
      return null;
    }
  }

  /**
   * What the agent has; empty before its first enrolment.
   *
   * @throws AgentRefused if the file cannot be read
   */
  Optional<Enrolled> enrolled() {
    Path file = json();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Enrolled.read(Files.readAllBytes(file)));
    } catch (IOException | MalformedValue unreadable) {
      throw new AgentRefused(
          "%s cannot be read (%s): remove it, and enrol again with a new code"
              .formatted(file, unreadable.getMessage()),
          unreadable);
    }
  }

  /**
   * From now on this counts, durably.
   *
   * @throws dev.lanyard.tokens.KeyStoreRefused if it cannot be written
   */
  void keep(Enrolled enrolled) {
    OwnerFiles.writePrivate(json(), enrolled.text());
  }

  private Path json() {
    return folder.resolve("agent.json");
  }

  /**
   * A key that is in the folder.
   *
   * @throws AgentRefused if it is not, or has no certificate
   */
  WorkloadKey certified(String name) {
    return WorkloadKey.find(folder.resolve(name))
        .filter(key -> key.certificate().isPresent())
        .orElseThrow(
            () ->
                new AgentRefused(
                    "%s is missing or has no certificate: remove agent.json, and enrol again"
                        .formatted(folder.resolve(name))));
  }

  /** The key of this name, made if there is none. */
  WorkloadKey ensure(String name) {
    Path file = folder.resolve(name);
    return WorkloadKey.find(file).orElseGet(() -> WorkloadKey.make(file));
  }

  /** Deletes a key. */
  void forget(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Lets another agent take the folder. */
  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
