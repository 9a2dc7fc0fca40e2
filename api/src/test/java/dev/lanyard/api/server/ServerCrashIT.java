package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lanyard.eventstore.Vocabulary;
import dev.lanyard.eventstore.jdbc.EmbeddedLedger;
import dev.lanyard.eventstore.jdbc.Inspection;
import dev.lanyard.eventstore.jdbc.LedgerKind;
import dev.lanyard.eventstore.jdbc.LedgerMetrics;
import dev.lanyard.eventstore.jdbc.LedgerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a server at random moments under load. What it acknowledged is there after the restart, and
 * nothing is there by half.
 */
class ServerCrashIT {
  private static final int ROUNDS = Integer.getInteger("lanyard.crash.rounds", 2);
  private static final long SEED = Long.getLong("lanyard.crash.seed", System.nanoTime());
  private static final int WORKERS = 8;

  @TempDir private Path temp;
  private final AtomicInteger acknowledged = new AtomicInteger();

  /** Whether the machine of one worker is there, as far as the worker was told. */
  private enum Told {
    PRESENT,
    ABSENT,
    UNKNOWN
  }

  @Test
  void what_was_acknowledged_survives_a_kill() throws Exception {
    System.out.println("lanyard.crash.seed=" + SEED);
    var random = new Random(SEED);
    Told[] told = new Told[WORKERS];
    var server = ServerProcess.start(temp);
    try {
      prepare(server.http());
      for (int round = 0; round < ROUNDS; round++) {
        acknowledged.set(0);
        loadAndKill(server, told, random);
        server.close();
        intact();
        server = ServerProcess.start(temp);
        verify(server.http(), told);
      }
    } finally {
      server.close();
    }
  }

  /** The tree computed anew from the rows is the one that was written with them. */
  private void intact() {
    try (var ledger =
        EmbeddedLedger.open(
            temp,
            LedgerKind.lifecycle(Vocabulary.lifecycle()),
            InstantSource.system(),
            LedgerSettings.defaults(),
            LedgerMetrics.NONE)) {
      var found = ledger.inspect();
      assertThat(found).isEqualTo(new Inspection(ledger.ledger().head(), Optional.empty()));
    }
  }

  private static void prepare(Client http) {
    var story = new Story(http, "crash");
    story.createGroup();
    story.create(story.shared);
    story.create(story.vault);
  }

  private void loadAndKill(ServerProcess server, Told[] told, Random random) throws Exception {
    var stop = new AtomicBoolean();
    var story = new Story(server.http(), "crash");
    try (var workers = Executors.newFixedThreadPool(WORKERS)) {
      for (int worker = 0; worker < WORKERS; worker++) {
        int own = worker;
        var _ = workers.submit(() -> work(server.http(), story, own, told, stop));
      }
      int until = 100 + random.nextInt(300);
      await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.get() >= until);
      server.kill();
      stop.set(true);
      workers.shutdown();
      assertThat(workers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private void work(Client http, Story story, int worker, Told[] told, AtomicBoolean stop) {
    var vm = vm(story, worker);
    try {
      while (!stop.get()) {
        told[worker] = Told.UNKNOWN;
        var put =
            http.arm(
                "PUT",
                vm,
                """
                {"location": "westeurope", "identity": {"type": "SystemAssigned, UserAssigned",
                  "userAssignedIdentities": {"%s": {}}}}
                """
                    .formatted(story.shared));
        Story.done(put);
        told[worker] = Told.PRESENT;
        acknowledged.incrementAndGet();
        story.grant(grant(worker), put.text("/identity/principalId"), "");
        acknowledged.incrementAndGet();
        told[worker] = Told.UNKNOWN;
        Story.done(http.arm("DELETE", vm, ""));
        told[worker] = Told.ABSENT;
        acknowledged.incrementAndGet();
      }
    } catch (UncheckedIOException killed) {
      assertThat(killed).as("the connection broke").hasCauseInstanceOf(IOException.class);
    }
  }

  private static void verify(Client http, Told[] told) {
    var story = new Story(http, "crash");
    List<String> seen = new ArrayList<>();
    for (int worker = 0; worker < WORKERS; worker++) {
      var vm = http.arm("GET", vm(story, worker), "");
      var grant =
          http.arm(
              "GET",
              story.vault + "/providers/Microsoft.Authorization/roleAssignments/" + grant(worker),
              "");
      seen.add(told[worker] + " " + vm.status());
      if (told[worker] == Told.PRESENT) {
        assertThat(vm.status()).as(vm.toString()).isEqualTo(200);
      }
      if (told[worker] == Told.ABSENT) {
        assertThat(vm.status()).as(vm.toString()).isEqualTo(404);
      }
      if (vm.status() == 404) {
        assertThat(grant.status()).as("a grant of an ended identity").isEqualTo(404);
      } else {
        assertThat(vm.json().at("/identity/userAssignedIdentities").size()).isEqualTo(1);
      }
    }
    System.out.println("after the kill: " + seen);
    assertThat(http.get("/actuator/prometheus").reply().body()).contains("lanyard_orphans 0.0");
    var rebuild = http.send("POST", "/operations/rebuilds", "");
    var link = "/operations/rebuilds/" + rebuild.text("/id");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !http.get(link).text("/state").equals("Running"));
    assertThat(http.get(link).json().path("equal").asBoolean()).isTrue();
    assertThat(http.get("/actuator/health").text("/status")).isEqualTo("UP");
  }

  private static String vm(Story story, int worker) {
    return story.group + "/providers/Microsoft.Compute/virtualMachines/vm" + worker;
  }

  private static String grant(int worker) {
    return "6f1d2f0e-3b57-4c1e-9b6a-0d7e5b1c2a%02d".formatted(worker);
  }
}
