package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.lanyard.api.start.StartRefused;
import dev.lanyard.eventstore.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The last heads of the logs at a URL, and what a start makes of them. */
@ExtendWith(OutputCaptureExtension.class)
class CheckpointUrlIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path data;
  @TempDir private Path aside;
  private CheckpointSite site;

  @BeforeEach
  void opens_the_site(@TempDir Path tls) throws IOException {
    site = new CheckpointSite(tls);
  }

  @AfterEach
  void closes_the_site() {
    site.close();
  }

  private static long end(Server server) {
    return server.part(Ledger.class).head();
  }

  /** The second line of a checkpoint. */
  private static long size(String head) {
    return head.isEmpty() ? 0 : Long.parseLong(head.split("\n", -1)[1]);
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

  private static String health(Server server) {
    return server.http().get("/actuator/health/checkpoints/lifecycle").reply().body();
  }

  @Test
  void each_head_is_put_there_and_the_last_one_before_the_server_stops() throws Exception {
    long last;
    try (var server = Server.start(data, site.settings())) {
      long first = end(server);
      await().atMost(SOON).until(() -> size(site.head("lifecycle")) == first);
      assertThat(site.types).containsOnly("text/plain; charset=utf-8");
      assertThat(health(server)).contains("outsidePosition", "\"outsideLagPositions\":0");
      assertThat(server.http().get("/actuator/prometheus").reply().body())
          .contains("lanyard_checkpoint_outside_lag_events{name=\"lifecycle\"");
      new Story(server.http(), "shop").createGroup();
      last = end(server);
    }
    assertThat(size(site.head("lifecycle"))).isEqualTo(last);
    assertThat(size(site.head("access"))).isPositive();
  }

  @Test
  void a_restored_folder_is_found_out_and_does_not_replace_what_is_there() throws Exception {
    try (var server = Server.start(data, site.settings())) {
      end(server);
    }
    copyAll(data, aside);
    try (var server = Server.start(data, site.settings())) {
      new Story(server.http(), "shop").createGroup();
    }
    String kept = site.head("lifecycle");

    var refusal = catchThrowable(() -> Server.start(aside, site.settings()).close());

    assertThat(refusal)
        .rootCause()
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("restored backup");
    site.fails = Optional.of(503);
    String[] goOn = site.settings("LANYARD_CHECKPOINT_URL_UNREACHABLE=go-on");
    try (var server = Server.start(aside, goOn)) {
      site.fails = Optional.empty();
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(health(server)).contains("restored backup", "DEGRADED"));
    }
    assertThat(site.head("lifecycle")).isEqualTo(kept);
    try (var server = Server.start(aside, site.settings("LANYARD_LOG_EPOCH=2"))) {
      await().atMost(SOON).until(() -> site.head("lifecycle").contains("/lifecycle/2\n"));
      assertThat(size(site.head("lifecycle"))).isLessThan(size(kept));
      assertThat(end(server)).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 401, 500})
  void without_an_answer_no_server_starts_unless_it_may_go_on(int status) {
    site.fails = Optional.of(status);
    assertThat(catchThrowable(() -> Server.start(data, site.settings()).close()))
        .rootCause()
        .isInstanceOf(StartRefused.class)
        .hasMessageContainingAll(
            "LANYARD_CHECKPOINT_URL: https://localhost:",
            "/heads/lifecycle cannot be read: the answer was " + status,
            "LANYARD_CHECKPOINT_URL_UNREACHABLE=go-on");
  }

  @Test
  void what_fails_is_told_once_and_made_up_for(CapturedOutput output) throws Exception {
    site.fails = Optional.of(503);
    String[] goOn = site.settings("LANYARD_CHECKPOINT_URL_UNREACHABLE=go-on");
    try (var server = Server.start(data, goOn)) {
      new Story(server.http(), "shop").createGroup();
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(server.http().get("/actuator/prometheus").reply().body())
                      .containsPattern(
                          "lanyard_checkpoint_outside_failures_total\\{name=\"lifecycle\"\\}"
                              + " [2-9]"));
      assertThat(health(server)).contains("DEGRADED", "\"outsideCause\":\"the answer was 503\"");
      assertThat(output.getAll().lines())
          .filteredOn(line -> line.contains("/heads/lifecycle has not the last head"))
          .hasSize(1);
      assertThat(output.getAll()).doesNotContain(CheckpointSite.TOKEN);
      site.fails = Optional.empty();
      long last = end(server);
      await().atMost(SOON).until(() -> size(site.head("lifecycle")) == last);
      await().atMost(SOON).until(() -> health(server).contains("\"outsideLagPositions\":0"));
      assertThat(health(server)).doesNotContain("outsideCause");
      assertThat(output.getAll()).contains("The head of the lifecycle log is kept at");
    }
  }

  @Test
  void a_head_there_that_is_not_ours_is_refused() {
    site.kept.put("/heads/lifecycle", "not a note\n");
    assertThat(catchThrowable(() -> Server.start(data, site.settings()).close()))
        .rootCause()
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(
            "/heads/lifecycle is no checkpoint that this installation has signed");
    site.kept.put("/heads/lifecycle", "x".repeat(100_000));
    assertThat(catchThrowable(() -> Server.start(data, site.settings()).close()))
        .rootCause()
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("/heads/lifecycle cannot be read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LANYARD_CHECKPOINT_URL=http://checkpoints.example",
        "LANYARD_CHECKPOINT_URL=https://user:pass@checkpoints.example",
        "LANYARD_CHECKPOINT_URL=https://checkpoints.example/?sig=x",
        "LANYARD_CHECKPOINT_URL=https:///x",
        "LANYARD_CHECKPOINT_URL_CA=/does/not/exist.pem",
        "LANYARD_CHECKPOINT_URL_TOKEN=two words",
        "LANYARD_CHECKPOINT_URL_UNREACHABLE=yes"
      })
  void a_setting_that_is_none_is_refused_by_its_name(String setting) {
    String name = setting.substring(0, setting.indexOf('='));
    String[] settings =
        Stream.concat(
                Stream.of(site.settings()).filter(other -> !other.startsWith(name + "=")),
                Stream.of(setting))
            .toArray(String[]::new);
    assertThat(catchThrowable(() -> Server.start(data, settings).close()))
        .rootCause()
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith(name)
        .hasMessageNotContainingAny("pass@", "sig=x", "two words");
  }
}
