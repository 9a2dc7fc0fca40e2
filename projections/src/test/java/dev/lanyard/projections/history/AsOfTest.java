package dev.lanyard.projections.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.FakeLedger;
import dev.lanyard.projections.FoldedViews;
import dev.lanyard.projections.RandomHistory;
import dev.lanyard.projections.Span;
import dev.lanyard.projections.state.Entitled;
import dev.lanyard.projections.state.Explanation;
import dev.lanyard.projections.state.Explanation.Denial;
import dev.lanyard.projections.state.HeldGrant;
import dev.lanyard.projections.state.RequestedAction;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.projections.state.WordedGrant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * As-of equals replay: what the views answer of a moment of the past is what views answer that were
 * folded to that moment and know nothing of what came after, but that texts were erased. By random
 * histories; {@code -Dlong} takes more of them.
 */
class AsOfTest {
  private static final int COMMANDS = 220;
  private static final int MOMENTS = 4;
  private static final List<RequestedAction> ACTIONS =
      List.of(
          RequestedAction.parse("action", "Microsoft.Web/sites/read", false),
          RequestedAction.parse("action", "Microsoft.Web/sites/write", false),
          RequestedAction.parse("action", "Microsoft.KeyVault/vaults/delete", false));

  @TempDir private Path temp;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, System.getProperty("long") == null ? 60 : 500);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_past_is_answered_as_by_a_replay_that_ends_there(long seed) throws Exception {
    RandomHistory history = new RandomHistory(seed, COMMANDS);
    List<Recorded> facts = history.ledger().read(0, Integer.MAX_VALUE);
    List<Span.End> moments = moments(history.ledger(), new Random(seed));
    try (FoldedViews whole =
        new FoldedViews(temp, history.ledger().asAppended(), history.ledger().head())) {
      List<Map<String, Object>> replayed = new ArrayList<>();
      for (Span.End moment : moments) {
        Answers asOf = Answers.of(whole, moment.commit(), moment.at(), history);
        replayed.add(replayed(asOf, facts, moment, history));
      }
      Answers any = Answers.of(whole, StateQueries.CURRENT, Instant.EPOCH, history);
      for (int later = 1; later < MOMENTS; later++) {
        for (int earlier = 0; earlier < later; earlier++) {
          Span span = new Span(moments.get(earlier), moments.get(later), ResourcePath.ROOT);
          assertThat(Described.told(any.differences(span)))
              .as("from %s to %s", span.from(), span.to())
              .isEqualTo(Described.between(replayed.get(earlier), replayed.get(later)));
        }
      }
    }
  }

  /** Holds the answers of a moment against those of a replay to it; returns what was then. */
  private Map<String, Object> replayed(
      Answers asOf, List<Recorded> facts, Span.End moment, RandomHistory history) throws Exception {
    Path folder = Files.createDirectories(temp.resolve("replay"));
    try (FoldedViews views = new FoldedViews(folder, facts, moment.commit())) {
      Answers then = Answers.of(views, StateQueries.CURRENT, moment.at(), history);
      assertThat(asOf.inventory()).as("what was as of %s", moment).isEqualTo(then.inventory());
      assertThat(asOf.what()).as("what as of %s", moment).isEqualTo(then.what());
      assertAccess(asOf, then, moment);
      return Described.of(then);
    }
  }

  /** By a replay, and by the rules alone. */
  private static void assertAccess(Answers asOf, Answers then, Span.End moment) {
    PlainAccess plain = new PlainAccess(then, moment.at());
    assertThat(ids(asOf.what().stream().map(WordedGrant::grant)))
        .as("what as of %s", moment)
        .isEqualTo(plain.all());
    for (RequestedAction action : ACTIONS) {
      for (ResourcePath where : RandomHistory.PLACES.subList(2, 6)) {
        List<Entitled> who = asOf.who(action, where);
        assertThat(who).as("who as of %s", moment).isEqualTo(then.who(action, where));
        assertThat(ids(who.stream().map(Entitled::grant)))
            .as("who as of %s may %s at %s", moment, action, where)
            .isEqualTo(plain.granting(action, where));
      }
    }
    List<Answers.Check> questions = asOf.questions(ACTIONS);
    List<Explanation> checks = asOf.checks(questions);
    assertThat(checks).as("checks as of %s", moment).isEqualTo(then.checks(questions));
    for (int number = 0; number < checks.size(); number++) {
      Answers.Check asked = questions.get(number);
      Explanation told = checks.get(number);
      assertThat(told.allowed() || told.denial().equals(Optional.of(Denial.LOCKED)))
          .as("%s as of %s", asked, moment)
          .isEqualTo(plain.may(asked.holders(), asked.action(), asked.where()));
    }
  }

  private static Set<AssignmentId> ids(Stream<HeldGrant> grants) {
    return grants.map(HeldGrant::assignment).collect(Collectors.toSet());
  }

  /** Commits, at their own instants, and instants at, between and behind commits. */
  private static List<Span.End> moments(FakeLedger ledger, Random random) {
    List<Span.End> moments = new ArrayList<>();
    Instant last = ledger.committedAt(ledger.head()).orElseThrow();
    long seconds = Duration.between(FakeLedger.START, last).toSeconds();
    for (int number = 0; number < MOMENTS; number++) {
      boolean position = random.nextBoolean();
      long millis = 500L * random.nextInt((int) (seconds + 20) * 2);
      Instant at = FakeLedger.START.plusMillis(millis);
      long commit = ledger.commitAt(at);
      moments.add(new Span.End(commit, position ? ledger.committedAt(commit).orElseThrow() : at));
    }
    moments.sort(Comparator.comparing(Span.End::at));
    return moments;
  }
}
