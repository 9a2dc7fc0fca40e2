package dev.lanyard.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Rejection;
import dev.lanyard.domain.Rejection.CascadeTooLarge;
import dev.lanyard.domain.Rejection.TooManyCredentials;
import dev.lanyard.domain.Rejection.TooManyWorkloadCredentials;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The rules against the model. {@code -Dlanyard.seed=S} runs one seed, {@code -Dlanyard.steps=N} as
 * many commands of each; a failure names both.
 */
class SimulationTest {
  private static final int STEPS = Integer.getInteger("lanyard.steps", 400);
  private static final List<Long> SEEDS =
      Optional.ofNullable(Long.getLong("lanyard.seed"))
          .map(List::of)
          .orElseGet(() -> LongStream.rangeClosed(1, 20).boxed().toList());

  @Test
  void rules_and_model_agree_on_every_outcome_and_on_what_lives() {
    Set<String> outcomes = new TreeSet<>();
    int races = 0;
    for (long seed : SEEDS) {
      Simulation simulation = run(seed);
      outcomes.addAll(simulation.outcomes());
      races += simulation.races();
    }
    if (SEEDS.size() > 1) {
      assertThat(races).as("races that were lost").isPositive();
      assertEveryRefusalWasMet(outcomes);
    }
  }

  private static Simulation run(long seed) {
    int step = 0;
    try {
      Simulation simulation = new Simulation(seed);
      while (step < STEPS) {
        step++;
        simulation.step();
      }
      return simulation;
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "-Dlanyard.seed=" + seed + " -Dlanyard.steps=" + step + ": " + e.getMessage(), e);
    }
  }

  /** Deletions stay small here, and nobody and nothing gets as many credentials as one may have. */
  private static final Set<Class<?>> NOT_MET =
      Set.of(CascadeTooLarge.class, TooManyCredentials.class, TooManyWorkloadCredentials.class);

  /** Otherwise the agreement would say less than it seems. */
  private static void assertEveryRefusalWasMet(Set<String> outcomes) {
    Set<String> met =
        outcomes.stream()
            .map(outcome -> outcome.substring(outcome.indexOf(' ') + 1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> all =
        Arrays.stream(Rejection.class.getPermittedSubclasses())
            .filter(type -> !NOT_MET.contains(type))
            .map(Class::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));
    all.add(ThingsModel.ACCEPTED);
    assertThat(met).isEqualTo(all);
  }
}
