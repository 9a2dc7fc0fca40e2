package dev.lanyard.projections.replay;

import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.ViewReplay;
import dev.lanyard.projections.ViewReplay.Compared;
import dev.lanyard.projections.ViewReplay.Difference;
import dev.lanyard.projections.Views;
import dev.lanyard.projections.store.Broken;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;

/** One view of a replay, folded and compared by a thread of its own. */
final class ReplayedView implements Callable<Optional<Compared>> {
  private final String name;
  private final Views views;
  private final Path folder;
  private final long to;
  private final Feed feed;
  private final Findings findings;
  private final Runnable breathe;
  private volatile long position;
  private volatile boolean folded;

  ReplayedView(
      String name,
      Views views,
      Path folder,
      long to,
      Findings findings,
      Runnable breathe,
      BooleanSupplier cancelled) {
    this.name = name;
    this.views = views;
    this.folder = folder;
    this.to = to;
    this.findings = findings;
    this.breathe = breathe;
    this.feed = new Feed(breathe, cancelled);
  }

  /** Starts its thread; the answer is empty where the view could not follow. */
  FutureTask<Optional<Compared>> start() {
    FutureTask<Optional<Compared>> task = new FutureTask<>(this);
    Thread.ofPlatform().daemon().name("replay-" + name).start(task);
    return task;
  }

  /** Gives it what was read; an empty list at the end. */
  void offer(List<Recorded> commits) throws InterruptedException {
    feed.offer(commits);
  }

  /** How far it has folded. */
  long position() {
    return position;
  }

  /** Whether it is beyond folding. */
  boolean isFolded() {
    return folded;
  }

  @Override
  public Optional<Compared> call() throws Exception {
    try (ViewReplay view = views.replay(name, feed, folder)) {
      long reached = view.fold(to, passed -> position = passed);
      folded = true;
      if (reached < to) {
        return Optional.empty();
      }
      Compared compared = view.compare(breathe);
      tell(compared);
      return Optional.of(compared);
    } catch (Broken broken) {
      findings.add(
          new Finding(
              Check.VIEWS,
              name,
              broken.position(),
              Optional.empty(),
              "the view cannot follow: " + broken.getMessage()));
      return Optional.empty();
    } finally {
      folded = true;
      feed.close();
    }
  }

  private void tell(Compared compared) {
    for (Difference difference : compared.differences()) {
      findings.add(
          new Finding(
              Check.VIEWS,
              name + "." + difference.table(),
              difference.position(),
              Optional.empty(),
              "only the " + difference.side() + " view has: " + difference.row()));
    }
    findings.count(compared.found() - compared.differences().size());
  }
}
