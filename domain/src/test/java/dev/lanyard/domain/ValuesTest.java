package dev.lanyard.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.IdentityBlock.Named;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What small values accept, and what they refuse. */
class ValuesTest {
  private static final Optional<Revision> NOTHING = Optional.empty();
  private static final Optional<Revision> THIRD = Optional.of(new Revision(3));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01234567-89ab-cdef-0123-456789abcdef",
        "FEDCBA98-7654-3210-FEDC-BA9876543210",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "00000000-0000-0000-0000-000000000000"
      })
  void guids_are_read_in_any_case(String text) {
    assertThat(ThingId.parse("uid", text)).isEqualTo(new ThingId(UUID.fromString(text)));
  }

  @Test
  void a_guid_has_a_hexadecimal_digit_or_a_dash_at_each_place() {
    String guid = "01234567-89ab-cdef-0123-456789abcdef";
    for (char wrong : "-0+gG\u0000/:@`\uFF10\u0660".toCharArray()) {
      for (int at = 0; at < guid.length(); at++) {
        boolean fits = guid.charAt(at) == '-' ? wrong == '-' : wrong == '0';
        String text = guid.substring(0, at) + wrong + guid.substring(at + 1);
        if (!fits) {
          assertThatThrownBy(() -> ThingId.parse("uid", text))
              .isInstanceOf(MalformedValue.class)
              .hasMessage("uid must be a GUID such as 8e3af657-a8ff-443c-a75c-2fe8c4bcb635");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "01234567-89ab-cdef-0123-456789abcde",
        "{01234567-89ab-cdef-0123-456789abcdef}"
      })
  void a_guid_has_36_characters(String text) {
    assertThatThrownBy(() -> ThingId.parse("uid", text))
        .isInstanceOf(MalformedValue.class)
        .hasMessage("uid must be a GUID of 36 characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "None; NONE",
        "none; NONE",
        "SystemAssigned; SYSTEM_ASSIGNED",
        "USERASSIGNED; USER_ASSIGNED",
        "SystemAssigned, UserAssigned; SYSTEM_AND_USER_ASSIGNED",
        "systemassigned,userassigned; SYSTEM_AND_USER_ASSIGNED"
      })
  void identity_types_are_read_in_any_case_with_or_without_space(
      String text, IdentityBlock.Type type) {
    assertThat(IdentityBlock.Type.parse("identity.type", text)).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "System", "UserAssigned,SystemAssigned", "SystemAssigned,", "None\u0000"})
  void other_identity_types_are_refused(String text) {
    assertThatThrownBy(() -> IdentityBlock.Type.parse("identity.type", text))
        .isInstanceOf(MalformedValue.class)
        .hasMessageStartingWith("identity.type ");
  }

  @ParameterizedTest
  @EnumSource(IdentityBlock.Type.class)
  void an_identity_type_is_that_of_what_it_includes(IdentityBlock.Type type) {
    assertThat(IdentityBlock.Type.of(type.system(), type.user())).isEqualTo(type);
    assertThat(IdentityBlock.Type.parse("type", type.toString())).isEqualTo(type);
  }

  @Test
  void a_block_without_user_identities_names_none_to_attach() {
    var attach = Optional.of(new Named(Set.of(Samples.SHARED_PATH), Set.of()));
    var detach = Optional.of(new Named(Set.of(), Set.of(Samples.SHARED_PATH)));

    assertThatThrownBy(() -> new IdentityBlock(IdentityBlock.Type.SYSTEM_ASSIGNED, attach))
        .isInstanceOf(MalformedValue.class)
        .hasMessageStartingWith("identity.userAssignedIdentities ");
    assertThat(new IdentityBlock(IdentityBlock.Type.NONE, detach).named()).isEqualTo(detach);
  }

  @Test
  void preconditions_hold_as_rfc_9110_says() {
    var third = Set.of(new Revision(3));
    var other = Set.of(new Revision(2));

    assertThat(new Precondition.Always().holds(NOTHING)).isTrue();
    assertThat(new Precondition.Exists().holds(NOTHING)).isFalse();
    assertThat(new Precondition.Exists().holds(THIRD)).isTrue();
    assertThat(new Precondition.Absent().holds(NOTHING)).isTrue();
    assertThat(new Precondition.Absent().holds(THIRD)).isFalse();
    assertThat(new Precondition.Matches(third).holds(THIRD)).isTrue();
    assertThat(new Precondition.Matches(third).holds(NOTHING)).isFalse();
    assertThat(new Precondition.Matches(other).holds(THIRD)).isFalse();
    assertThat(new Precondition.Matches(Set.of()).holds(THIRD)).isFalse();
    assertThat(new Precondition.Differs(third).holds(THIRD)).isFalse();
    assertThat(new Precondition.Differs(other).holds(THIRD)).isTrue();
    assertThat(new Precondition.Differs(third).holds(NOTHING)).isTrue();
  }

  @Test
  void a_revision_is_an_etag() {
    assertThat(new Revision(1).next().etag()).isEqualTo("\"2\"");
  }

  @Test
  void lock_names_compare_without_case() {
    assertThat(new LockName("Keep It")).isEqualTo(new LockName("keep it"));
    assertThat(new LockName("Keep It")).hasSameHashCodeAs(new LockName("KEEP IT"));
    assertThat(new LockName("Keep It").toString()).isEqualTo("Keep It");
    assertThat(new LockName("a".repeat(LockName.LENGTH_MAX)).text()).hasSize(260);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a%b", "a\tb", "a\nb", "ä", "\u0000", "a?b", "LONG"})
  void other_lock_names_are_refused(String text) {
    String name = text.equals("LONG") ? "a".repeat(261) : text;

    assertThatThrownBy(() -> new LockName(name))
        .isInstanceOf(MalformedValue.class)
        .hasMessageStartingWith("lockName ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "äöü", "a\tb\r\nc", "\uD83D\uDD12", "日本"})
  void texts_are_what_people_write(String text) {
    assertThat(Texts.require("notes", text, 1, 6)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1234567",
        "a\u0000b",
        "a\u001bb",
        "a\u007fb",
        "a\u0085b",
        "\uD83D",
        "\uDD12\uD83D"
      })
  void texts_too_long_or_with_control_characters_are_refused(String text) {
    assertThatThrownBy(() -> Texts.require("notes", text, 1, 6))
        .isInstanceOf(MalformedValue.class)
        .hasMessageStartingWith("notes ");
  }
}
