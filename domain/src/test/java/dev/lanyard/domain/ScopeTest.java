package dev.lanyard.domain;

import static dev.lanyard.domain.Samples.DISK;
import static dev.lanyard.domain.Samples.GROUP;
import static dev.lanyard.domain.Samples.IN_SUBSCRIPTION;
import static dev.lanyard.domain.Samples.VM;
import static dev.lanyard.domain.Samples.VM2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {
  @Test
  void a_child_lies_in_all_that_its_parent_lies_in() {
    assertThat(DISK.upwards())
        .containsExactly(DISK.id(), VM.id(), GROUP.id(), IN_SUBSCRIPTION.id(), new ScopeId.Root());
    assertThat(DISK.thingsAbove()).containsExactly(VM.requireThing(), GROUP.requireThing());
  }

  @Test
  void containment_goes_by_id_and_upwards_only() {
    assertThat(DISK.isWithin(DISK.id())).isTrue();
    assertThat(DISK.isWithin(new ScopeId.Root())).isTrue();
    assertThat(DISK.isWithin(VM2.id())).isFalse();
    assertThat(GROUP.isWithin(DISK.id())).isFalse();
    assertThat(Scope.ROOT.isWithin(IN_SUBSCRIPTION.id())).isFalse();
  }

  @Test
  void the_root_and_subscriptions_are_no_things() {
    assertThat(Scope.ROOT.thing()).isEmpty();
    assertThatThrownBy(IN_SUBSCRIPTION::requireThing).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void ids_are_read_as_they_are_written() {
    for (ScopeId id : DISK.upwards()) {
      assertThat(ScopeId.parse(id.toString())).isEqualTo(id);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "//", "/subscriptions/", "/subscriptions/1", "1-1-1-1-1", "{}", "'; --"})
  void other_texts_are_no_ids(String text) {
    assertThatThrownBy(() -> ScopeId.parse(text)).isInstanceOf(MalformedValue.class);
  }
}
