package dev.lanyard.projections;

import static dev.lanyard.projections.World.*;
import static dev.lanyard.projections.state.StateQueries.CURRENT;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.TokenEvent.TokensRevoked;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialIssued;
import dev.lanyard.projections.state.Holders;
import dev.lanyard.projections.state.RequestedAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Measures decisions and generations by hand: {@code java .. AccessFigures}. Not a test. */
final class AccessFigures {
  private static final int MANY = 100_000;
  private static final int ASKED = 2_000;
  private static final Holders ADA = new Holders(PERSON, List.of());
  private static final RequestedAction READ =
      RequestedAction.parse("action", "Microsoft.Compute/virtualMachines/read", false);
  private static final WorkloadCredential SECRET =
      new WorkloadCredential(
          new CredentialId(new UUID(0xf000, 1)),
          WorkloadCredential.Kind.ENDPOINT_SECRET,
          Optional.empty(),
          FakeLedger.START,
          FakeLedger.START.plusSeconds(9));

  private final FakeLedger ledger = new FakeLedger();
  private final Views views;

  private AccessFigures(Path folder) {
    this.views = Views.open(ledger, new FakeAccessLedger(), folder, InstantSource.system());
  }

  public static void main(String[] arguments) throws Exception {
    AccessFigures figures = new AccessFigures(Files.createTempDirectory("figures"));
    World.build(figures.ledger);
    figures.decisions();
    figures.workloads();
    figures.views.close();
  }

  private void decisions() throws Exception {
    commit(List.of(assigned(1), new CredentialIssued(VM1, SECRET)));
    for (int count : List.of(1_000, MANY)) {
      commit(
          IntStream.range(0, count)
              .<LifecycleEvent>mapToObj(number -> assigned(2 * count + number))
              .toList());
      Instant now = Instant.now();
      var seen = views.decisions().check(ADA, READ, VM1.path(), CURRENT, now);
      print(
          "check with reasons beside %,d grants, %d rows".formatted(count, seen.rowsVisited()),
          () -> views.decisions().check(ADA, READ, VM1.path(), CURRENT, now));
      print("check in short", () -> views.decisions().allowed(ADA, READ, VM1.path(), now));
    }
  }

  private static RoleAssigned assigned(int number) {
    return new RoleAssigned(
        new Grant(
            new AssignmentId(new UUID(0xd000, number)),
            READER,
            number == 1 ? PERSON : World.principal(1_000 + number),
            PrincipalType.USER,
            GROUP,
            Grant.Terms.NONE));
  }

  private void workloads() throws Exception {
    print("what a credential proves, of a commit", () -> proven(ledger.head()));
    print("what a credential proves, remembered", () -> proven(CURRENT));
    List<LifecycleEvent> attached = new ArrayList<>();
    for (int number = 0; number < MANY; number++) {
      Scope resource = World.resource("A.B/c/r" + number, 10_000 + number);
      attached.add(World.created(resource));
      attached.add(World.attached(resource));
    }
    commit(attached);
    long start = System.nanoTime();
    views.generations().isActive(0);
    System.out.printf("bits of %,d generations: %d ms%n", MANY, millis(start));
    start = System.nanoTime();
    commit(List.of(new TokensRevoked(SHARED_PRINCIPAL, Optional.of(SHARED))));
    System.out.printf("revoking %,d attachments: %d ms", MANY, millis(start));
    views.generations().isActive(0);
    System.out.printf(", with the bits %d ms%n", millis(start));
    print("whether a generation is open", () -> views.generations().isActive(7));
  }

  private Object proven(long asOf) {
    return views.workloads().byCredential(SECRET.id(), asOf).orElseThrow();
  }

  private void commit(List<LifecycleEvent> events) throws InterruptedException {
    long commit = ledger.commit(events.toArray(LifecycleEvent[]::new));
    if (!views.awaitState(commit, Duration.ofMinutes(5))) {
      throw new IllegalStateException("the view stopped: " + views.status());
    }
  }

  private static void print(String what, Runnable question) {
    for (int round = 0; round < 2; round++) {
      long start = System.nanoTime();
      for (int asked = 0; asked < ASKED; asked++) {
        question.run();
      }
      if (round == 1) {
        System.out.printf("%s: %.1f us%n", what, (System.nanoTime() - start) / 1_000.0 / ASKED);
      }
    }
  }

  private static long millis(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
