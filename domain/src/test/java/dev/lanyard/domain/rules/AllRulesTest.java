package dev.lanyard.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.LifecycleCommand;
import java.util.Arrays;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.junit.jupiter.api.Test;

class AllRulesTest {

  @Test
  void each_command_has_one_rule() {
    List<Class<?>> commands =
        Arrays.stream(LifecycleCommand.class.getPermittedSubclasses())
            .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
            .<Class<?>>map(command -> command)
            .toList();
    assertThat(commands).allMatch(command -> command.isAnnotationPresent(Command.class));
    assertThat(AllRules.all().stream().<Class<?>>map(Rule::command).toList())
        .containsExactlyInAnyOrderElementsOf(commands);
  }

  @Test
  void each_rule_takes_one_to_four_steps() {
    assertThat(AllRules.all())
        .allSatisfy(
            rule -> assertThat(rule.decider().steps()).hasSizeBetween(1, Decider.STEPS_MAX));
  }
}
