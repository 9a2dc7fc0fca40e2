package dev.lanyard.api.arm.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lanyard.api.http.ProblemException;
import org.junit.jupiter.api.Test;

/** What the resources of an identity may cost those who do not see them all. */
class AssociatedInSightTest {

  @Test
  void so_many_resources_are_looked_through_and_no_more() {
    int most = AssociatedInSight.LOOKED_AT_MAX;

    assertThatCode(() -> AssociatedInSight.requireFew(most)).doesNotThrowAnyException();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> AssociatedInSight.requireFew(most + 1L))
        .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(400));
  }
}
