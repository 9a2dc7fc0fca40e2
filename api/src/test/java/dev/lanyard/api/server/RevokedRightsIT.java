package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.LedgerRecord;
import dev.lanyard.eventstore.Recorded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writers race with whoever takes their right away: from the position of the revocation on, nothing
 * of theirs is in the ledger, and they are told 403.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RevokedRightsIT {
  private static final int WRITERS = 4;
  private static final int WRITES_BEFORE = 12;

  private Server server;
  private Client http;
  private Rights rights;
  private Story story;
  private int round;

  @BeforeAll
  void start(@TempDir Path temp) {
    server = Server.start(temp, "LANYARD_RATE_PRINCIPAL=0");
    http = server.http();
    rights = new Rights(http);
    story = new Story(http, "shop");
    story.createGroup();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @RepeatedTest(5)
  void a_grant_is_removed() throws Exception {
    PrincipalId user = rights.registered("User");
    String grant = rights.give(user, Rights.CONTRIBUTOR, story.group);
    race(as(user), () -> http.arm("DELETE", grant, "").position());
  }

  @RepeatedTest(5)
  void a_role_is_given_other_actions() throws Exception {
    String role = rights.role(story.group, "\"Microsoft.Web/*\"");
    PrincipalId user = rights.userWith(role, story.group);
    String definition = Rights.definition(story.group, role);
    String less = Rights.definitionOf(role, story.group, "\"*/read\"");
    race(as(user), () -> http.arm("PUT", definition, less).position());
  }

  @RepeatedTest(5)
  void the_caller_is_disabled() throws Exception {
    PrincipalId user = rights.userWith(Rights.CONTRIBUTOR, story.group);
    race(as(user), () -> disable(user, "User"));
  }

  @RepeatedTest(5)
  void the_group_is_disabled_through_which_the_right_came() throws Exception {
    PrincipalId team = rights.registered("Group");
    rights.give(team, Rights.CONTRIBUTOR, story.group);
    As member = new As(server, rights.registered("User"), List.of(team));
    race(member, () -> disable(team, "Group"));
  }

  private long disable(PrincipalId principal, String type) {
    return Story.done(
            http.put(
                "/principals/" + principal,
                """
                {"type": "%s", "issuer": "https://issuer.example", "subject": "%s",
                 "state": "Disabled"}
                """
                    .formatted(type, principal)))
        .position();
  }

  private As as(PrincipalId user) {
    return new As(server, user, List.of());
  }

  private void race(As writer, Supplier<Long> revoke) throws Exception {
    CountDownLatch underWay = new CountDownLatch(WRITES_BEFORE);
    AtomicInteger number = new AtomicInteger();
    int of = ++round;
    List<Future<Integer>> ends = new ArrayList<>();
    long revoked;
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      for (int at = 0; at < WRITERS; at++) {
        ends.add(
            threads.submit(
                () -> {
                  int status;
                  do {
                    String name = of + "-" + number.incrementAndGet();
                    status = write(writer, name);
                    underWay.countDown();
                  } while (status == 201);
                  return status;
                }));
      }
      underWay.await();
      revoked = revoke.get();
    }
    for (Future<Integer> end : ends) {
      assertThat(end.get()).isEqualTo(403);
    }
    List<Long> written = positionsOf(writer.principal());
    assertThat(written).hasSizeGreaterThanOrEqualTo(WRITES_BEFORE - WRITERS);
    assertThat(written).allMatch(position -> position < revoked);
  }

  private int write(As writer, String name) {
    String site = story.group + "/providers/Microsoft.Web/sites/" + name;
    return writer.arm("PUT", site, "{\"location\": \"westeurope\"}").status();
  }

  private List<Long> positionsOf(PrincipalId caller) {
    Ledger<?> ledger = server.part(Ledger.class);
    List<Long> positions = new ArrayList<>();
    long after = 0;
    List<? extends LedgerRecord> batch = ledger.read(after, 1_000);
    while (!batch.isEmpty()) {
      batch.stream()
          .map(Recorded.class::cast)
          .filter(recorded -> recorded.metadata().caller().equals(caller))
          .map(Recorded::position)
          .forEach(positions::add);
      after = batch.getLast().position();
      batch = ledger.read(after, 1_000);
    }
    return positions;
  }
}
