package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.lanyard.api.start.StartRefused;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.log.Checkpoints;
import dev.lanyard.eventstore.log.Checkpoints.Kept;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a start makes of a log that is not what was signed, and of tiles that are not there. */
@ExtendWith(OutputCaptureExtension.class)
class LogContinuityIT {
  @TempDir private Path data;
  @TempDir private Path aside;

  private static TileReader.Head head(Server server) {
    return new TileReader(server.http(), "lifecycle").head();
  }

  private static long end(Server server) {
    return server.part(Ledger.class).head();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(LogContinuityIT::remove);
    }
  }

  private static void remove(Path file) {
    try {
      Files.delete(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<String> ledgerFiles() {
    return List.of("ledger.db", "ledger.db-wal", "ledger.db-shm");
  }

  private static void copy(Path from, Path to) throws IOException {
    for (String name : ledgerFiles()) {
      Files.deleteIfExists(to.resolve(name));
      if (Files.exists(from.resolve(name))) {
        Files.copy(from.resolve(name), to.resolve(name));
      }
    }
  }

  @Test
  void the_last_append_is_signed_when_the_server_stops_and_tiles_are_made_again() throws Exception {
    long last;
    String note;
    try (var server = Server.start(data)) {
      new Story(server.http(), "shop").createGroup();
      last = end(server);
    }
    try (var server = Server.start(data)) {
      assertThat(head(server).size()).isEqualTo(last);
      note = head(server).note();
    }
    delete(data.resolve("log").resolve("lifecycle"));
    try (var server = Server.start(data)) {
      assertThat(head(server).note()).isEqualTo(note);
      TileReader reader = new TileReader(server.http(), "lifecycle");
      assertThat(TileReader.root(reader.hashes(0, 0, (int) last))).isEqualTo(head(server).root());
    }
  }

  @Test
  void a_ledger_that_was_set_back_is_refused_in_one_line(CapturedOutput output) throws Exception {
    long before;
    try (var server = Server.start(data)) {
      before = end(server);
    }
    copy(data, aside);
    long after;
    try (var server = Server.start(data)) {
      new Story(server.http(), "shop").createGroup();
      after = end(server);
    }
    copy(aside, data);
    delete(data.resolve("views"));
    int told = output.getAll().length();

    var refusal = catchThrowable(() -> Server.start(data).close());

    assertThat(refusal).hasRootCauseInstanceOf(StartRefused.class);
    assertThat(output.getAll().substring(told).lines().toList().getLast())
        .contains(
            "The lifecycle log ends at position %d, but a checkpoint of".formatted(before),
            "was signed at position %d".formatted(after),
            "restored backup",
            "LANYARD_LOG_EPOCH");
    try (var server = Server.start(data, "LANYARD_LOG_EPOCH=2")) {
      assertThat(head(server).origin()).endsWith("/lifecycle/2");
      assertThat(head(server).size()).isEqualTo(before);
    }
  }

  @Test
  void a_restored_folder_is_found_out_by_the_head_that_is_kept_outside(@TempDir Path outside)
      throws Exception {
    String setting = "LANYARD_CHECKPOINT_FILE=" + outside.resolve("head");
    try (var server = Server.start(data, setting)) {
      new Story(server.http(), "shop").createGroup();
    }
    copyAll(data, aside);
    String last;
    try (var server = Server.start(data, setting)) {
      new Story(server.http(), "office").createGroup();
      last = await().until(() -> head(server), head -> head.size() == end(server)).note();
    }
    Path copy = outside.resolve("head.lifecycle");
    assertThat(Files.readString(copy)).isEqualTo(last);
    assertThat(outside.resolve("head.access")).exists();

    var refusal = catchThrowable(() -> Server.start(aside, setting).close());

    assertThat(refusal)
        .rootCause()
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("restored backup");
    assertThat(Files.readString(copy)).isEqualTo(last);
    try (var server = Server.start(aside, setting, "LANYARD_LOG_EPOCH=2")) {
      String first = firstOf("lifecycle/2", server.part(Checkpoints.class)).note();
      String[] lines = last.split("\n", -1);
      assertThat(first.split("\n", -1))
          .contains("follows %s %s %s".formatted(lines[0], lines[1], lines[2]));
      assertThat(head(server).origin()).endsWith("/lifecycle/2");
    }
    assertThat(Files.readString(copy)).contains("/lifecycle/2\n");
  }

  private static Kept firstOf(String log, Checkpoints kept) {
    Kept first = kept.last(log).orElseThrow();
    while (kept.upTo(log, first.size() - 1).isPresent()) {
      first = kept.upTo(log, first.size() - 1).orElseThrow();
    }
    return first;
  }

  private static void copyAll(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  @Test
  void a_head_outside_that_is_not_ours_is_refused(@TempDir Path outside) throws Exception {
    String setting = "LANYARD_CHECKPOINT_FILE=" + outside.resolve("head");
    Files.writeString(outside.resolve("head.lifecycle"), "not a note\n");
    assertThat(catchThrowable(() -> Server.start(data, setting).close()))
        .rootCause()
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("head.lifecycle is no checkpoint that this installation has signed");
  }

  @Test
  void a_witness_cosigns_each_head_and_its_signature_is_shown() throws Exception {
    try (var witness = new TestWitness()) {
      String origin;
      try (var server = Server.start(data, "LANYARD_WITNESSES=" + witness.setting())) {
        origin = head(server).origin();
        long first = end(server);
        await().until(() -> witness.size(origin) >= first);
        new Story(server.http(), "shop").createGroup();
        await().until(() -> witness.size(origin) == end(server));
        String note =
            await().until(() -> head(server).note(), text -> text.contains(TestWitness.NAME));
        assertThat(note.lines().filter(line -> line.startsWith("\u2014"))).hasSize(2);
        assertThat(note).doesNotContain("nobody.example");
      }
      long before = witness.size(origin);
      assertThat(witness.answers).contains(200).doesNotContain(422);
      try (var server = Server.start(data, "LANYARD_WITNESSES=" + witness.setting())) {
        new Story(server.http(), "office").createGroup();
        await().until(() -> witness.size(origin) > before);
      }
      assertThat(witness.answers).contains(409).doesNotContain(422);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LANYARD_WITNESSES=witness.example",
        "LANYARD_WITNESSES=witness.example/w1+00000000+AAAA https://witness.example",
        "LANYARD_WITNESSES=key ftp://witness.example",
        "LANYARD_LOG_EPOCH=0",
        "LANYARD_LOG_EPOCH=x",
        "LANYARD_LOG_ORIGIN=https://identity.example",
        "LANYARD_LOG_ORIGIN=identity.example/audit log",
        "LANYARD_LOG_ORIGIN=identity.example/"
      })
  void a_setting_that_is_none_is_refused_by_its_name(String setting) {
    assertThat(catchThrowable(() -> Server.start(data, setting).close()))
        .rootCause()
        .hasMessageStartingWith(setting.substring(0, setting.indexOf('=')));
  }
}
