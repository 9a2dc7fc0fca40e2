package dev.lanyard.benchmarks.ledger;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.Span;
import dev.lanyard.projections.Views;
import dev.lanyard.projections.audit.AuditFilter;
import dev.lanyard.projections.audit.AuditQueries.Order;
import dev.lanyard.projections.audit.AuditSubject;
import dev.lanyard.projections.state.Explanation;
import dev.lanyard.projections.state.Holders;
import dev.lanyard.projections.state.RequestedAction;
import dev.lanyard.projections.state.StateQueries;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/**
 * What questions about the past cost on a large ledger: the timeline of a machine and of an
 * identity that hundreds of machines share, the audit trail's rows of exactly one subject, the
 * difference over the last thousand events in one group, and an access check as of the middle of
 * the ledger beside the same check of now; others have got assignments since.
 */
public final class CostOfHistory {
  private static final int SAMPLES = 5_000;
  private static final int EVENTS_A_GROUP = 2_505;
  private static final int MACHINES_A_GROUP = 500;
  private static final int LATE = 20;
  private static final Paging PAGE = Paging.first(100);
  private static final RequestedAction READ =
      RequestedAction.parse("action", "Microsoft.Compute/virtualMachines/read", false);

  private CostOfHistory() {}

  /**
   * Runs and prints a table.
   *
   * @param arguments the folder for the store; then how many events the ledger shall have, which is
   *     1,000,000 where it is not said
   */
  public static void main(String... arguments) throws Exception {
    long events = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1_000_000;
    try (WithViews all = new WithViews(Path.of(arguments[0]))) {
      measure(all, events);
    }
  }

  private static void measure(WithViews all, long events) throws Exception {
    PrincipalId caller = all.caller();
    InProcess process = all.process();
    int others = (int) Math.min(1_000, Math.max(10, events / 100));
    new Assignees(process, others).upTo(others);
    Filling.upTo(process, events / 2, "early-");
    long middle = process.ledger().head();
    new Assignees(process, others).upTo(others);
    Filling.upTo(process, events, "late-");
    for (int machine = 1; machine <= LATE; machine++) {
      process.createMachine("asked", "late" + machine).join();
    }
    long head = all.caughtUp();
    System.out.printf(Locale.ROOT, "%,d events%n%n", head);
    System.out.println("| question | rows | p50 ms | p99 ms |");
    System.out.println("|---|---|---|---|");
    ask(process, all.views(), caller, middle, head);
  }

  private static void ask(
      InProcess process, Views views, PrincipalId caller, long middle, long head) {
    Random random = new Random(1);
    int groups = (int) Math.max(1, middle / EVENTS_A_GROUP / 2);
    IntUnaryOperator any = random::nextInt;
    print("timeline of a machine", _ -> timeline(views, machine(any, groups)));
    print("timeline of a shared identity", _ -> timeline(views, identity(any, groups)));
    print("audit rows of a machine", _ -> audit(views, machine(any, groups)));
    Span span =
        new Span(
            end(process, Math.max(1, head - 1_000)), end(process, head), Places.group("asked"));
    print(
        "difference of a group over 1,000 events",
        _ -> views.history().differences(span, PAGE).items().size());
    Holders holders = new Holders(caller, List.of());
    Instant now = Instant.now();
    print("check of now", _ -> check(views, holders, StateQueries.CURRENT, now));
    print("check as of the middle", _ -> check(views, holders, middle, now));
  }

  private static Span.End end(InProcess process, long position) {
    return new Span.End(position, process.ledger().committedAt(position).orElseThrow());
  }

  private static ResourcePath machine(IntUnaryOperator any, int groups) {
    return Places.machine(
        "early-" + (1 + any.applyAsInt(groups)), "vm" + any.applyAsInt(MACHINES_A_GROUP));
  }

  private static ResourcePath identity(IntUnaryOperator any, int groups) {
    return Places.identity("early-" + (1 + any.applyAsInt(groups)), "id-" + any.applyAsInt(4));
  }

  private static int timeline(Views views, ResourcePath path) {
    return views
        .history()
        .timeline(new AuditSubject.AtPath(path), _ -> true, PAGE)
        .entries()
        .size();
  }

  private static int audit(Views views, ResourcePath path) {
    AuditFilter about = AuditFilter.ALL.about(new AuditSubject.AtPath(path));
    return views.audit().events(about, Order.NEWEST_FIRST, PAGE).items().size();
  }

  private static int check(Views views, Holders holders, long asOf, Instant at) {
    Explanation explanation = views.decisions().check(holders, READ, WithViews.MACHINE, asOf, at);
    if (!explanation.allowed()) {
      throw new IllegalStateException("the check is wrong");
    }
    return explanation.rowsVisited();
  }

  private static void print(String name, IntUnaryOperator question) {
    var _ = Samples.of(SAMPLES / 5, question);
    Samples cost = Samples.of(SAMPLES, question);
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.3f | %.3f |%n",
        name,
        cost.rows(),
        cost.p50Nanos() / 1e6,
        cost.p99Nanos() / 1e6);
  }
}
