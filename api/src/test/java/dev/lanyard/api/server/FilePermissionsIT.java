package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What other users of the machine can open of a server's files. */
@ExtendWith(OutputCaptureExtension.class)
class FilePermissionsIT {
  private static final Set<PosixFilePermission> ENTER =
      PosixFilePermissions.fromString("-----x--x");
  private static final Set<PosixFilePermission> OPEN = PosixFilePermissions.fromString("---rw-rw-");
  private static final List<String> SHOWN = List.of("tls/ca.pem", "tls/server.pem");

  @TempDir private Path temp;
  private Path data;

  @BeforeEach
  void name_a_folder() {
    data = temp.resolve("data");
  }

  @Test
  void of_a_new_folder_others_can_open_the_ca_by_its_path_and_list_nothing() throws IOException {
    try (var _ = Server.start(data)) {
      assertThat(opened()).isEqualTo(SHOWN);
    }
    assertThat(opened()).isEqualTo(SHOWN);
  }

  @Test
  void a_folder_that_was_wider_is_narrowed() throws IOException {
    Server.start(data).close();
    widen(data.resolve("tls"), data.resolve("views"), data.resolve("log"), data);
    widen(data.resolve("ledger.db"), data.resolve("access.db"), data.resolve("installation.json"));
    assertThat(opened()).hasSizeGreaterThan(SHOWN.size());
    try (var _ = Server.start(data)) {
      assertThat(opened()).isEqualTo(SHOWN);
    }
  }

  @Test
  void a_bootstrap_file_that_the_group_can_read_is_refused(CapturedOutput output)
      throws IOException {
    Server.start(data).close();
    for (String name : List.of("ledger.db", "keys.db", "log/checkpoints.db")) {
      Files.delete(data.resolve(name));
    }
    Files.setPosixFilePermissions(
        data.resolve("bootstrap.json"), PosixFilePermissions.fromString("rw-r-----"));

    assertThat(catchThrowable(() -> Server.start(data).close())).isNotNull();
    assertThat(output.getAll()).contains("bootstrap.json can be read or written by others");
  }

  private static void widen(Path... paths) throws IOException {
    for (Path path : paths) {
      Files.setPosixFilePermissions(
          path,
          PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwxrwxrwx" : "rw-rw-rw-"));
    }
  }

  /** Files and folders that others can read or write, for they can come to them. */
  private List<String> opened() throws IOException {
    try (Stream<Path> all = Files.walk(data)) {
      return all.filter(path -> isReached(path) && has(path, OPEN))
          .map(path -> data.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  private boolean isReached(Path path) {
    Path parent = path.getParent();
    return path.equals(data) || (parent != null && has(parent, ENTER) && isReached(parent));
  }

  private static boolean has(Path path, Set<PosixFilePermission> some) {
    try {
      return Files.getPosixFilePermissions(path).stream().anyMatch(some::contains);
    } catch (IOException gone) {
      // SQLite takes away what it keeps beside a store.
      return false;
    }
  }
}
