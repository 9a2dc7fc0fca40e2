package dev.lanyard.api.start;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * Who may open what in the data folder: nobody but its owner, except that every user of the machine
 * may go through it (0711) to {@code tls/ca.pem}, which clients trust. What an older release or an
 * umask left wider is narrowed; only files with keys are left for their readers to refuse, because
 * a key that others could read is to be replaced.
 */
final class DataPermissions {
  /** Of files that nobody but their owner may open. */
  static final FileAttribute<Set<PosixFilePermission>> OWNERS_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final Set<PosixFilePermission> PASSABLE =
      PosixFilePermissions.fromString("rwx--x--x");
  private static final Set<PosixFilePermission> OWNERS_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private static final List<String> FOLDERS = List.of("views", "log", "replays");

  /** The stores of both logs with what SQLite keeps beside them, the locks, and the ids. */
  private static final String FILES = "{ledger.*,access.*,lock,installation.json}";

  private DataPermissions() {}

  /**
   * Makes the folder and those in it where they are missing, and narrows what is there.
   *
   * @throws IOException if that is not possible, as where somebody else owns one of them
   * @throws UnsupportedOperationException if the file system has no such permissions
   */
  static void settle(Path folder) throws IOException {
    narrow(folder, PASSABLE);
    narrow(folder.resolve("tls"), PASSABLE);
    for (String name : FOLDERS) {
      narrow(folder.resolve(name), OWNERS_FOLDER);
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FILES)) {
      for (Path file : files) {
        if (Files.isRegularFile(file)) {
          narrowExisting(file, OWNERS_ALONE.value());
        }
      }
    }
  }

  private static void narrow(Path folder, Set<PosixFilePermission> most) throws IOException {
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(most));
    narrowExisting(folder, most);
  }

  private static void narrowExisting(Path path, Set<PosixFilePermission> most) throws IOException {
    Set<PosixFilePermission> now = Files.getPosixFilePermissions(path);
    if (!most.containsAll(now)) {
      now.retainAll(most);
      Files.setPosixFilePermissions(path, now);
    }
  }
}
