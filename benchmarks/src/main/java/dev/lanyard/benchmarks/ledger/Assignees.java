package dev.lanyard.benchmarks.ledger;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.command.PrincipalCommand.RegisterPrincipal;
import dev.lanyard.domain.command.RoleCommand.AssignRole;
import dev.lanyard.domain.principal.PrincipalRules;
import dev.lanyard.domain.role.RoleRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * Many principals with many role assignments in one subscription: each principal has one at the
 * subscription, and further ones at groups, one after the other.
 */
final class Assignees {
  private static final RoleId READER = RoleId.parse("role", "acdd72a7-3385-48ef-bd42-f606fba81ae7");
  private static final int CALLERS = 32;

  private final InProcess process;
  private final List<PrincipalId> principals = new ArrayList<>();
  private int assigned;

  /** Registers so many principals, without any assignment yet. */
  Assignees(InProcess process, int count) throws Exception {
    this.process = process;
    for (int i = 0; i < count; i++) {
      principals.add(new PrincipalId(UUID.randomUUID()));
    }
    parallel(0, count, number -> register(process, principals.get(number)));
  }

  static void register(InProcess process, PrincipalId principal) {
    process.send(
        PrincipalRules.REGISTER,
        new RegisterPrincipal(
            principal,
            PrincipalType.USER,
            new Subject("https://issuer.example", principal.toString()),
            Personal.none()));
  }

  /** Makes a principal a reader of a place. */
  static void assign(InProcess process, PrincipalId principal, ResourcePath scope) {
    process.send(
        RoleRules.ASSIGN,
        new AssignRole(
            new AssignmentId(UUID.randomUUID()),
            scope,
            READER,
            principal,
            Optional.empty(),
            Grant.Terms.NONE,
            Instant.now()));
  }

  /** Gives assignments until there are so many. */
  void upTo(int assignments) throws Exception {
    int size = principals.size();
    for (int group = Math.max(1, assigned / size); group * size < assignments; group++) {
      process.createGroup(groupName(group));
    }
    parallel(
        assigned,
        assignments,
        number ->
            assign(
                process,
                principals.get(number % size),
                number < size
                    ? ResourcePath.of(Places.SUBSCRIPTION)
                    : Places.group(groupName(number / size))));
    assigned = assignments;
  }

  private static String groupName(int number) {
    return "assigned-" + number;
  }

  /** Does something for all numbers of a range, many at a time. */
  static void parallel(int from, int to, IntConsumer each)
      throws InterruptedException, ExecutionException {
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int number = from; number < to; number++) {
        int taken = number;
        running.add(callers.submit(() -> each.accept(taken)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
  }
}
