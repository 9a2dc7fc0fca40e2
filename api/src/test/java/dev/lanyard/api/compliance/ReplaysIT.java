package dev.lanyard.api.compliance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lanyard.api.FreshIds;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.api.metrics.Meters;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ReplayId;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.eventstore.Metadata;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.eventstore.replay.RowReading;
import dev.lanyard.eventstore.replay.TreeHead;
import dev.lanyard.projections.Views;
import dev.lanyard.projections.replay.Check;
import dev.lanyard.projections.replay.Pace;
import dev.lanyard.projections.replay.Replay;
import dev.lanyard.projections.replay.ReplayOrder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class ReplaysIT {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .build();
  private static final PrincipalId AUDITOR = new PrincipalId(new UUID(4, 1));
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ReplayOrder ORDER = new ReplayOrder(1, Optional.empty(), Set.of(Check.TREE));

  private static final Metadata METADATA =
      new Metadata(
          AUDITOR,
          List.of(),
          Optional.empty(),
          "DisablePrincipal",
          new UUID(4, 3),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Personal.none(),
          Personal.none());

  /** Only rows are checked. */
  private static final Views UNASKED =
      (Views)
          Proxy.newProxyInstance(
              Views.class.getClassLoader(),
              new Class<?>[] {Views.class},
              (_, method, _) -> {
                throw new AssertionError(method);
              });

  @TempDir Path folder;

  private final Map<String, String> recorded = new ConcurrentHashMap<>();
  private final Held ledger = new Held();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private volatile boolean taken = true;
  private volatile Predicate<ReplayId> unsigned = _ -> false;
  private Replays replays;
  private ReplayRecorder recorder;

  /** A ledger of one row, which is read when the test lets it be. */
  private static final class Held implements RowReading<Recorded> {
    private final CountDownLatch released = new CountDownLatch(1);
    private Optional<RuntimeException> failure = Optional.empty();
    private long position;

    @Override
    public TreeHead head() {
      return new TreeHead(1, "00", "ledger");
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public String root() {
      return "00";
    }

    @Override
    public List<Recorded> next(int eventsMax, long last) {
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      failure.ifPresent(
          why -> {
            throw why;
          });
      position = 1;
      return List.of(
          new Recorded(1, 1, NOW, new UUID(1, 1), new PrincipalDisabled(AUDITOR), METADATA));
    }

    @Override
    public int skim(int eventsMax, long last) {
      return 0;
    }
  }

  @BeforeEach
  void open() {
    start();
  }

  private void start() {
    replays = opened();
    recorder = new ReplayRecorder(replays, meters, 0);
    recorder.start();
  }

  private Replays opened() {
    ReplayFolder files = new ReplayFolder(folder, JSON);
    EndedReplays ended = new EndedReplays(files, this::sign, this::record);
    return new Replays(files, ended, this::replay, new FreshIds(), InstantSource.fixed(NOW), "1.0");
  }

  private String sign(ReplayReport report, byte[] bytes) {
    if (unsigned.test(report.asked().replay())) {
      throw new IllegalStateException("no key can be read");
    }
    return "signed " + report.outcome();
  }

  private void record(ReplayTicket ticket, String outcome, byte[] report) {
    if (!taken) {
      throw new IllegalStateException("the ledger is full");
    }
    assertThat(recorded.put(ticket.id(), outcome + " " + ReplaySignature.digest(report))).isNull();
  }

  private Replay replay(ReplayOrder order, ReplayFolder files) {
    return new Replay(order, ledger, List.of(), UNASKED, folder, Pace.FULL);
  }

  @AfterEach
  void close() {
    ledger.released.countDown();
    recorder.stop();
  }

  private ReplayId begin() {
    return replays.begin(ORDER, AUDITOR).asked().replay();
  }

  private ReplayStatus ended(ReplayId id) {
    return await()
        .until(
            () -> replays.find(id).orElseThrow(),
            status -> status.report().filter(ReplayStatus.Report::recorded).isPresent());
  }

  @Test
  void a_replay_leaves_a_signed_report_whose_digest_is_on_record() {
    ReplayId id = begin();
    assertThat(replays.find(id).orElseThrow().state()).isEqualTo("Running");
    assertThat(replays.report(id)).isEmpty();
    ledger.released.countDown();

    ReplayStatus status = ended(id);

    String digest = ReplaySignature.digest(replays.report(id).orElseThrow());
    assertThat(status.state()).isEqualTo("Clean");
    assertThat(status.report())
        .contains(
            new ReplayStatus.Report(
                "/compliance/replays/" + id + "/report",
                digest,
                Optional.of("signed Clean"),
                true));
    assertThat(recorded).containsExactly(Map.entry(id.toString(), "Clean " + digest));
    assertThat(replays.read(id).orElseThrow().replayed().orElseThrow().events()).isEqualTo(1);
  }

  @Test
  void one_replay_runs_at_a_time() {
    ReplayId first = begin();

    assertThatThrownBy(this::begin)
        .isInstanceOfSatisfying(
            ProblemException.class, thrown -> assertThat(thrown.problem().status()).isEqualTo(409));
    ledger.released.countDown();
    ended(first);

    assertThat(ended(begin()).state()).isEqualTo("Clean");
    assertThat(replays.all()).hasSize(2);
    assertThat(replays.all().getLast().asked().replay()).isEqualTo(first);
  }

  @Test
  void a_replay_that_is_given_up_is_told() {
    ReplayId id = begin();
    assertThat(replays.cancel(new ReplayId(new UUID(4, 2)))).isFalse();
    assertThat(replays.cancel(id)).isTrue();
    ledger.released.countDown();

    assertThat(ended(id).state()).isEqualTo("Cancelled");
    assertThat(replays.cancel(id)).isFalse();
  }

  @Test
  void a_replay_that_fails_is_told_with_its_reason() {
    ledger.failure = Optional.of(new IllegalStateException("the disk is gone"));
    ReplayId id = begin();
    ledger.released.countDown();

    assertThat(ended(id).state()).isEqualTo("Failed");
    assertThat(replays.read(id).orElseThrow().failure().orElseThrow()).contains("the disk is gone");
  }

  @Test
  void a_replay_that_a_stop_cut_off_is_told_after_the_next_start() throws Exception {
    ReplayId id = begin();
    Thread stopping = Thread.ofPlatform().start(recorder::stop);
    await().until(() -> stopping.getState() == Thread.State.WAITING);
    ledger.released.countDown();
    stopping.join();
    assertThat(recorded).isEmpty();

    assertThat(opened().find(id).orElseThrow().state()).isEqualTo("Interrupted");
    start();

    assertThat(ended(id).state()).isEqualTo("Interrupted");
    assertThat(recorded).containsOnlyKeys(id.toString());
  }

  @Test
  void an_end_that_the_ledger_did_not_take_is_put_on_record_later() {
    taken = false;
    ReplayId id = begin();
    ledger.released.countDown();
    await().until(() -> replays.report(id).isPresent());
    assertThat(replays.find(id).orElseThrow().report().orElseThrow().recorded()).isFalse();

    taken = true;

    assertThat(ended(id).state()).isEqualTo("Clean");
  }

  /** A replay that ended, and whose report could not be kept. */
  private ReplayId lost() {
    unsigned = _ -> true;
    ReplayId id = begin();
    ledger.released.countDown();
    await()
        .until(() -> replays.outstanding().stream().anyMatch(ticket -> ticket.replay().equals(id)));
    return id;
  }

  @Test
  void a_replay_that_left_no_report_is_not_said_to_have_been_cut_off_by_a_stop() {
    ReplayId id = lost();

    unsigned = _ -> false;
    recorder.look();

    assertThat(ended(id).state()).isEqualTo("Interrupted");
    assertThat(replays.read(id).orElseThrow().failure())
        .contains(
            "The replay left no report: the server stopped before it was over, or its report could"
                + " not be kept.");
  }

  @Test
  void an_end_that_cannot_be_kept_keeps_no_other_from_being_told() {
    ReplayId first = lost();
    ReplayId second = lost();

    unsigned = first::equals;
    recorder.look();

    assertThat(recorded).containsOnlyKeys(second.toString());
    assertThat(meters.counter(Meters.AUTOMATION_FAILURES, Meters.NAME, "ReplayRecorder").count())
        .isPositive();
    unsigned = _ -> false;
    recorder.look();
    assertThat(recorded).containsOnlyKeys(first.toString(), second.toString());
  }

  @Test
  void a_report_that_was_changed_and_what_was_signed_of_it_and_is_gone_are_told() throws Exception {
    ReplayId id = begin();
    ledger.released.countDown();
    ended(id);
    byte[] changed = "{\"format\": 1".getBytes(UTF_8);
    Files.write(folder.resolve(id + ".report.json"), changed);
    Files.delete(folder.resolve(id + ".report.jws"));

    ReplayStatus status = opened().find(id).orElseThrow();

    assertThat(status.state()).isEqualTo("Unreadable");
    assertThat(status.report())
        .contains(
            new ReplayStatus.Report(
                "/compliance/replays/" + id + "/report",
                ReplaySignature.digest(changed),
                Optional.empty(),
                true));
    assertThat(replays.read(id)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}",
        "{\"id\": \"x\", \"to\": 1, \"checks\": [], \"requestedBy\": \"x\","
            + " \"requestedAt\": \"2026-01-01T00:00:00Z\"}",
        "{\"id\": \"00000000-0000-0000-0000-000000000001\", \"to\": 1, \"checks\": [],"
            + " \"requestedBy\": \"x\", \"requestedAt\": \"2026-01-01T00:00:00Z\"}",
      })
  void a_ticket_that_tells_of_no_replay_is_left_alone_and_told_by_its_name(
      String content, CapturedOutput output) throws Exception {
    Files.writeString(folder.resolve("x.ticket.json"), content);

    assertThat(opened().all()).isEmpty();
    assertThat(folder.resolve("x.ticket.json")).exists();
    assertThat(output.getAll().lines())
        .anyMatch(line -> line.contains("ERROR") && line.contains("x.ticket.json"));
  }
}
