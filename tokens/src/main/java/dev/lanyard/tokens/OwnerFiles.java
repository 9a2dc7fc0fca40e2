package dev.lanyard.tokens;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files of the server that appear whole or not at all, also when the power fails; those with
 * secrets are their owner's from the moment they exist, never narrowed afterwards.
 *
 * <p>A file system without POSIX permissions is refused: there nothing would keep others out.
 */
public final class OwnerFiles {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> PUBLIC =
      PosixFilePermissions.fromString("rw-r--r--");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private OwnerFiles() {}

  /**
   * Puts a file that only its owner may read (0600) in the place of {@code file}, durably.
   *
   * @throws KeyStoreRefused if it cannot be written; names the file
   */
  public static void writePrivate(Path file, byte[] content) {
    write(file, content, PRIVATE);
  }

  /**
   * Puts a file that everyone may read (0644) in the place of {@code file}, durably.
   *
   * @throws KeyStoreRefused if it cannot be written; names the file
   */
  public static void writePublic(Path file, byte[] content) {
    write(file, content, PUBLIC);
  }

  /**
   * Puts a file that is there in the place of another in the same folder, durably.
   *
   * @throws KeyStoreRefused if it cannot be moved; names the file
   */
  static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncFolder(to);
    } catch (IOException failure) {
      throw new KeyStoreRefused("%s cannot be written: %s".formatted(to, failure), failure);
    }
  }

  /**
   * The content of a file with secrets.
   *
   * @throws KeyStoreRefused if it cannot be read, or if anybody but its owner may read or write it
   */
  public static byte[] readPrivate(Path file) {
    requireHidden(file);
    return read(file);
  }

  /**
   * The content of a file that is somebody else's to guard.
   *
   * @throws KeyStoreRefused if it cannot be read
   */
  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException failure) {
      throw new KeyStoreRefused("%s cannot be read: %s".formatted(file, failure), failure);
    }
  }

  /** Makes an empty private file unless the file is there, and refuses one that others may read. */
  static void ensurePrivate(Path file) {
    try {
      ensureFolder(file);
      Files.createFile(file, PosixFilePermissions.asFileAttribute(PRIVATE));
      syncFolder(file);
    } catch (FileAlreadyExistsException there) {
      requireHidden(file);
    } catch (IOException failure) {
      throw new KeyStoreRefused("%s cannot be made: %s".formatted(file, failure), failure);
    }
  }

  private static void requireHidden(Path file) {
    try {
      if (!PRIVATE.containsAll(Files.getPosixFilePermissions(file))) {
        throw new KeyStoreRefused(
            "%s can be read or written by others than its owner: chmod 600 it, and replace it"
                    .formatted(file)
                + " if others had access");
      }
    } catch (IOException | UnsupportedOperationException failure) {
      throw new KeyStoreRefused("%s cannot be read: %s".formatted(file, failure), failure);
    }
  }

  private static void write(Path file, byte[] content, Set<PosixFilePermission> permissions) {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try {
      ensureFolder(file);
      // A draft that a crash left behind may have other permissions.
      Files.deleteIfExists(draft);
      FileAttribute<?> attribute = PosixFilePermissions.asFileAttribute(permissions);
      try (FileChannel out =
          FileChannel.open(
              draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attribute)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        if (permissions.equals(PUBLIC)) {
          // The process's umask may have taken what clients need.
          Files.setPosixFilePermissions(draft, permissions);
        }
        out.force(true);
      }
    } catch (IOException failure) {
      throw new KeyStoreRefused("%s cannot be written: %s".formatted(file, failure), failure);
    }
    move(draft, file);
  }

  private static void ensureFolder(Path file) throws IOException {
    Path folder = folderOf(file);
    if (!Files.isDirectory(folder)) {
      Path above = folderOf(folder);
      if (!Files.isDirectory(above)) {
        ensureFolder(folder);
      }
      requirePosix(above);
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(FOLDER));
      syncFolder(folder);
    }
    requirePosix(folder);
  }

  private static void requirePosix(Path folder) throws IOException {
    if (!Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class)) {
      throw new KeyStoreRefused(
          "%s has no POSIX permissions: private keys could not be kept from others there"
              .formatted(folder));
    }
  }

  private static void syncFolder(Path file) throws IOException {
    try (FileChannel entries = FileChannel.open(folderOf(file), StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  private static Path folderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file.toAbsolutePath() : folder;
  }
}
