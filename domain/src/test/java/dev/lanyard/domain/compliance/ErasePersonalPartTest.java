package dev.lanyard.domain.compliance;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.command.ComplianceCommand.ErasePersonalPart;
import dev.lanyard.domain.event.ComplianceEvent.PersonalPartErased;
import org.junit.jupiter.api.Test;

class ErasePersonalPartTest {
  private static final ErasePersonalPart ERASE =
      new ErasePersonalPart(41, "RoleAssigned", "asked for by the person");
  private static final PersonalPartErased ERASED =
      new PersonalPartErased(41, "RoleAssigned", "asked for by the person");

  @Test
  void that_a_personal_part_was_erased_is_a_fact() {
    assertThat(given(ComplianceRules.ERASE).when(ERASE)).isEqualTo(accepted(ERASED));
  }

  @Test
  void a_personal_part_is_erased_once() {
    assertThat(
            given(ComplianceRules.ERASE, ERASED)
                .when(new ErasePersonalPart(41, "RoleAssigned", "another reason")))
        .isEqualTo(accepted());
  }

  @Test
  void that_of_another_event_is_not_its_own() {
    PersonalPartErased other = new PersonalPartErased(4, "PrincipalRegistered", "asked for");

    assertThat(given(ComplianceRules.ERASE, other).when(ERASE)).isEqualTo(accepted(ERASED));
  }

  @Test
  void a_reason_must_be_given_and_short() {
    assertThatThrownBy(() -> new ErasePersonalPart(41, "RoleAssigned", ""))
        .isInstanceOfSatisfying(
            MalformedValue.class, bad -> assertThat(bad.field()).isEqualTo("reason"));
    assertThatThrownBy(() -> new ErasePersonalPart(41, "RoleAssigned", "x".repeat(513)))
        .isInstanceOfSatisfying(
            MalformedValue.class, bad -> assertThat(bad.field()).isEqualTo("reason"));
    assertThatThrownBy(() -> new ErasePersonalPart(0, "RoleAssigned", "asked for"))
        .isInstanceOfSatisfying(
            MalformedValue.class, bad -> assertThat(bad.field()).isEqualTo("position"));
  }
}
