package dev.lanyard.tokens;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.ClientId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyStoreIT {
  private static final byte[] SECRET = "what nobody may read".getBytes(UTF_8);
  private static final ClientId CLIENT = new ClientId(new UUID(1, 2));
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void names_the_file() {
    file = folder.resolve("keys.db");
  }

  private static MasterKey master(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return MasterKey.find(
        Optional.of(Base64.getEncoder().encodeToString(key)), Optional.empty(), Path.of("unused"));
  }

  private void change(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  @Test
  void an_entry_is_there_after_a_restart() {
    try (KeyStore store = KeyStore.open(file, master(1))) {
      store.put(KeyKind.SECRET, "a", SECRET);
    }
    try (KeyStore store = KeyStore.open(file, master(1))) {
      assertThat(store.get(KeyKind.SECRET, "a")).hasValue(SECRET);
      assertThat(store.get(KeyKind.SECRET, "b")).isEmpty();
      assertThat(store.get(KeyKind.CERTIFICATE, "a")).isEmpty();
      assertThat(store.ids(KeyKind.SECRET)).isEqualTo(List.of("a"));
    }
  }

  @Test
  void a_deleted_entry_is_gone_and_an_added_one_does_not_replace() {
    try (KeyStore store = KeyStore.open(file, master(1))) {
      assertThat(store.add(KeyKind.SECRET, "a", SECRET)).isTrue();
      assertThat(store.add(KeyKind.SECRET, "a", new byte[1])).isFalse();
      assertThat(store.get(KeyKind.SECRET, "a")).hasValue(SECRET);
      store.put(KeyKind.SECRET, "a", new byte[1]);
      assertThat(store.get(KeyKind.SECRET, "a")).hasValue(new byte[1]);
      store.delete(KeyKind.SECRET, "a");
      store.delete(KeyKind.SECRET, "a");
      assertThat(store.get(KeyKind.SECRET, "a")).isEmpty();
    }
  }

  @Test
  void another_master_key_is_refused_and_changes_nothing() {
    KeyStore.open(file, master(1)).close();
    assertThatThrownBy(() -> KeyStore.open(file, master(2)))
        .isInstanceOf(KeyStoreRefused.class)
        .hasMessage(
            file + " was sealed under another master key: start with the one that it was made with")
        .hasNoCause();
    KeyStore.open(file, master(1)).close();
  }

  @Test
  void a_flipped_byte_is_found_and_named() throws SQLException {
    try (KeyStore store = KeyStore.open(file, master(1))) {
      store.put(KeyKind.SECRET, "a", SECRET);
      store.put(KeyKind.SECRET, "b", SECRET);
      // The last byte is the tag's; its complement is another byte for sure.
      change(
          "UPDATE entry SET sealed = CAST(substr(sealed, 1, length(sealed) - 1)"
              + " || CASE WHEN substr(sealed, -1) = x'00' THEN x'01' ELSE x'00' END AS BLOB)"
              + " WHERE id = 'a'");
      assertThatThrownBy(() -> store.get(KeyKind.SECRET, "a"))
          .isInstanceOf(KeyStoreRefused.class)
          .hasMessage(file + " is damaged at secret a: restore it from a backup");
      assertThat(store.get(KeyKind.SECRET, "b")).hasValue(SECRET);
    }
  }

  @Test
  void an_entry_that_was_moved_to_another_id_or_kind_does_not_open() throws SQLException {
    try (KeyStore store = KeyStore.open(file, master(1))) {
      store.put(KeyKind.SECRET, "a", SECRET);
      store.put(KeyKind.SECRET, "b", SECRET);
      change("UPDATE entry SET id = 'c' WHERE id = 'a'");
      change("UPDATE entry SET kind = 'certificate' WHERE id = 'b'");
      assertThatThrownBy(() -> store.get(KeyKind.SECRET, "c")).isInstanceOf(KeyStoreRefused.class);
      assertThatThrownBy(() -> store.get(KeyKind.CERTIFICATE, "b"))
          .isInstanceOf(KeyStoreRefused.class);
    }
  }

  @Test
  void a_store_whose_canary_is_gone_is_not_taken_for_a_new_one() throws SQLException {
    try (KeyStore store = KeyStore.open(file, master(1))) {
      store.put(KeyKind.SECRET, "a", SECRET);
      change("DELETE FROM entry WHERE kind = 'canary'");
    }
    assertThatThrownBy(() -> KeyStore.open(file, master(1)))
        .isInstanceOf(KeyStoreRefused.class)
        .hasMessage(file + " is damaged: restore it from a backup");
  }

  @Test
  void a_file_that_is_no_database_is_refused() throws IOException {
    OwnerFiles.writePrivate(file, "not a database, but long enough to be one".getBytes(UTF_8));
    assertThatThrownBy(() -> KeyStore.open(file, master(1)))
        .isInstanceOf(KeyStoreRefused.class)
        .hasMessageStartingWith(file + " cannot be used");
  }

  @Test
  void its_files_are_their_owners_alone() throws IOException {
    try (KeyStore store = KeyStore.open(file, master(1))) {
      store.put(KeyKind.SECRET, "a", SECRET);
      for (String name : List.of("keys.db", "keys.db-wal", "keys.db-shm")) {
        assertThat(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
            .as(name)
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void a_file_that_others_may_read_is_refused() throws IOException {
    KeyStore.open(file, master(1)).close();
    for (String wide : List.of("rw----r--", "rw-r-----")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(wide));
      assertThatThrownBy(() -> KeyStore.open(file, master(1)))
          .as(wide)
          .isInstanceOf(KeyStoreRefused.class)
          .hasMessageContaining("chmod 600");
    }
  }

  @Test
  void nothing_that_is_sealed_stands_in_the_file() throws IOException {
    try (KeyStore store = KeyStore.open(file, master(1))) {
      store.put(KeyKind.SECRET, "a", SECRET);
      byte[] written = Files.readAllBytes(folder.resolve("keys.db-wal"));
      assertThat(new String(written, ISO_8859_1))
          .contains("secret")
          .doesNotContain("what nobody may read");
    }
  }

  @Test
  void an_assertion_is_used_once_also_after_a_restart_and_by_another_node() {
    byte[] digest = {1, 2, 3};
    try (KeyStore one = KeyStore.open(file, master(1));
        KeyStore other = KeyStore.open(file, master(1))) {
      assertThat(one.use(CLIENT, digest, NOW.plusSeconds(60), NOW)).isTrue();
      assertThat(other.use(CLIENT, digest, NOW.plusSeconds(60), NOW)).isFalse();
    }
    try (KeyStore again = KeyStore.open(file, master(1))) {
      assertThat(again.use(CLIENT, digest, NOW.plusSeconds(60), NOW.plusSeconds(60))).isFalse();
      assertThat(again.use(new ClientId(new UUID(3, 4)), digest, NOW, NOW)).isTrue();
      assertThat(again.use(CLIENT, digest, NOW.plusSeconds(99), NOW.plusSeconds(61))).isTrue();
    }
  }

  @Test
  void of_many_that_use_one_assertion_at_once_one_is_first() throws Exception {
    byte[] digest = {4, 5, 6};
    try (KeyStore one = KeyStore.open(file, master(1));
        KeyStore other = KeyStore.open(file, master(1));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> uses =
          IntStream.range(0, 20)
              .<Callable<Boolean>>mapToObj(
                  at -> () -> (at % 2 == 0 ? one : other).use(CLIENT, digest, NOW, NOW))
              .toList();
      int first = 0;
      for (Future<Boolean> use : threads.invokeAll(uses)) {
        first += use.get() ? 1 : 0;
      }
      assertThat(first).isEqualTo(1);
    }
  }
}
