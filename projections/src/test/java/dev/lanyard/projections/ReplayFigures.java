package dev.lanyard.projections;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.UserIdentityBody;
import dev.lanyard.domain.UserIdentityBody.Isolation;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityAttached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityCreated;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;

/** Measures replay by hand: {@code java .. ReplayFigures [events]}. Not a test. */
final class ReplayFigures {
  private ReplayFigures() {}

  public static void main(String[] arguments) throws Exception {
    int events = arguments.length == 0 ? 200_000 : Integer.parseInt(arguments[0]);
    FakeLedger ledger = new FakeLedger();
    fill(ledger, events);
    Path folder = Files.createTempDirectory("replay");
    for (int round = 0; round < 2; round++) {
      long start = System.nanoTime();
      try (Views views =
          Views.open(
              ledger, new FakeAccessLedger(), folder.resolve("" + round), InstantSource.system())) {
        views.awaitState(ledger.head(), Duration.ofMinutes(5));
        double state = seconds(start);
        Awaitility.await()
            .atMost(Duration.ofMinutes(5))
            .pollInterval(Duration.ofMillis(5))
            .until(() -> views.status().get(1).lagEvents() == 0);
        double both = seconds(start);
        System.out.printf(
            "state %.2f s (%.0f/s), all views %.2f s (%.0f/s)%n",
            state, ledger.head() / state, both, ledger.head() / both);
        printCpu(ledger.head());
      }
      System.out.printf("closed after %.2f s, files:%n", seconds(start));
      try (var files = Files.list(folder.resolve("" + round))) {
        files.forEach(file -> System.out.println("  " + file + " " + file.toFile().length()));
      }
    }
  }

  /** What each view's thread would do a second if it had a core for itself. */
  private static void printCpu(long events) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (long id : threads.getAllThreadIds()) {
      ThreadInfo info = threads.getThreadInfo(id);
      if (info.getThreadName().startsWith("view-")) {
        double cpu = threads.getThreadCpuTime(id) / 1e9;
        System.out.printf("%s %.2f s cpu (%.0f/s)%n", info.getThreadName(), cpu, events / cpu);
      }
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void fill(FakeLedger ledger, int events) {
    Random random = new Random(7);
    World.build(ledger);
    List<Scope> machines = new ArrayList<>();
    List<UserIdentityCreated> identities = new ArrayList<>();
    List<UserIdentityAttached> attachments = new ArrayList<>();
    while (ledger.head() < events) {
      int dice = random.nextInt(100);
      LifecycleEvent next;
      int number = 1_000 + (int) ledger.head();
      if (machines.isEmpty() || dice < 25) {
        Scope scope = World.resource("Microsoft.Compute/virtualMachines/vm" + number, number);
        machines.add(scope);
        next = new ResourceCreated(scope, Optional.of("westeurope"), World.BODY);
      } else if (identities.isEmpty() || dice < 40) {
        Scope scope =
            World.resource("Microsoft.ManagedIdentity/userAssignedIdentities/id" + number, number);
        var identity =
            new UserIdentityCreated(
                scope,
                new PrincipalId(new UUID(random.nextLong(), random.nextLong())),
                new ClientId(new UUID(random.nextLong(), random.nextLong())),
                "westeurope",
                new UserIdentityBody(Map.of(), Isolation.NONE));
        identities.add(identity);
        next = identity;
      } else if (dice < 70) {
        var identity = identities.get(identities.size() - 1);
        Scope machine = machines.get(machines.size() - 1);
        var attached =
            new UserIdentityAttached(
                machine,
                new ThingId(new UUID(0xa000, number)),
                identity.scope().path(),
                identity.principal(),
                identity.client());
        attachments.add(attached);
        next = attached;
      } else if (dice < 80 && !attachments.isEmpty()) {
        var gone = attachments.remove(random.nextInt(attachments.size()));
        next = new UserIdentityDetached(gone.resource(), gone.identity(), gone.principal());
      } else if (dice < 85) {
        next = new ResourceUpdated(machines.get(random.nextInt(machines.size())), World.BODY);
      } else {
        next =
            new RoleAssigned(
                new Grant(
                    new AssignmentId(new UUID(random.nextLong(), random.nextLong())),
                    World.READER,
                    identities.get(random.nextInt(identities.size())).principal(),
                    PrincipalType.SERVICE_PRINCIPAL,
                    machines.get(random.nextInt(machines.size())),
                    Grant.Terms.NONE));
      }
      ledger.commit(next);
    }
  }
}
