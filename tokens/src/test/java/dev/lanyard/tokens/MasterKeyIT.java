package dev.lanyard.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyIT {
  private static final String TEXT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd/v8=";
  private static final String URL_TEXT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd_v8";

  @TempDir Path folder;

  private Path own() {
    return folder.resolve("master.key");
  }

  private MasterKey find(Optional<String> text, Optional<Path> file) {
    return MasterKey.find(text, file, own());
  }

  private Path written(String text) throws IOException {
    return Files.writeString(folder.resolve("named.key"), text);
  }

  @Test
  void a_key_of_its_own_is_made_once_and_only_its_owner_may_read_it() throws IOException {
    MasterKey made = find(Optional.empty(), Optional.empty());
    MasterKey found = find(Optional.empty(), Optional.empty());
    assertThat(found.key()).isEqualTo(made.key());
    assertThat(made.key().getEncoded()).hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own())))
        .isEqualTo("rw-------");
  }

  @Test
  void two_folders_have_two_keys() {
    assertThat(MasterKey.find(Optional.empty(), Optional.empty(), folder.resolve("a")).key())
        .isNotEqualTo(
            MasterKey.find(Optional.empty(), Optional.empty(), folder.resolve("b")).key());
  }

  @Test
  void the_text_wins_over_the_file_and_the_file_over_its_own() throws IOException {
    MasterKey own = find(Optional.empty(), Optional.empty());
    Path file = written("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");
    assertThat(find(Optional.empty(), Optional.of(file)).key().getEncoded())
        .isEqualTo(new byte[32]);
    assertThat(find(Optional.of(TEXT), Optional.of(file)).key().getEncoded()).endsWith(-2, -1);
    assertThat(find(Optional.empty(), Optional.empty()).key()).isEqualTo(own.key());
  }

  @Test
  void both_alphabets_are_read() {
    assertThat(find(Optional.of(TEXT), Optional.empty()).key())
        .isEqualTo(find(Optional.of(" " + URL_TEXT + "\n"), Optional.empty()).key());
    assertThat(own()).doesNotExist();
  }

  @Test
  void a_text_that_is_no_key_is_refused_without_being_told() {
    for (String bad : new String[] {"", "hunter2", TEXT + TEXT, "!" + TEXT, TEXT.substring(4)}) {
      assertThatThrownBy(() -> find(Optional.of(bad), Optional.empty()))
          .isInstanceOf(KeyStoreRefused.class)
          .hasMessage("the master key is not the base64 of 32 bytes")
          .hasNoCause();
    }
  }

  @Test
  void a_file_that_is_missing_or_no_key_is_refused_by_name() throws IOException {
    Path missing = folder.resolve("none.key");
    assertThatThrownBy(() -> find(Optional.empty(), Optional.of(missing)))
        .isInstanceOf(KeyStoreRefused.class)
        .hasMessageStartingWith(missing + " cannot be read");
    Path file = written("hunter2");
    assertThatThrownBy(() -> find(Optional.empty(), Optional.of(file)))
        .isInstanceOf(KeyStoreRefused.class)
        .hasMessage(file + " is not the base64 of 32 bytes");
  }

  @Test
  void its_own_key_that_others_may_read_is_refused() throws IOException {
    find(Optional.empty(), Optional.empty());
    for (String wide : List.of("rw-r--r--", "rw-r-----", "rw----r--", "rwx------")) {
      Files.setPosixFilePermissions(own(), PosixFilePermissions.fromString(wide));
      assertThatThrownBy(() -> find(Optional.empty(), Optional.empty()))
          .as(wide)
          .isInstanceOf(KeyStoreRefused.class)
          .hasMessageContaining("chmod 600");
    }
  }

  @Test
  void it_does_not_print_itself() {
    assertThat(find(Optional.of(TEXT), Optional.empty())).hasToString("MasterKey[hidden]");
  }
}
