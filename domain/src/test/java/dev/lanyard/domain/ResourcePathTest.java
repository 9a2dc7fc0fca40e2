package dev.lanyard.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.ResourcePath.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcePathTest {
  private static final String SUBSCRIPTION = "/subscriptions/00000000-0000-4000-8000-00000000a001";
  private static final String GROUP = SUBSCRIPTION + "/resourceGroups/web";
  private static final String VM = GROUP + "/providers/Microsoft.Compute/virtualMachines/vm1";

  @ParameterizedTest
  @CsvSource({
    "'', ROOT, '', /",
    "S, SUBSCRIPTION, Microsoft.Resources/subscriptions, 00000000-0000-4000-8000-00000000a001",
    "G, GROUP, Microsoft.Resources/resourceGroups, web",
    "V, RESOURCE, Microsoft.Compute/virtualMachines, vm1",
    "V/extensions/e, RESOURCE, Microsoft.Compute/virtualMachines/extensions, e",
    "V/providers/A.B/locks/l, RESOURCE, A.B/locks, l",
    "G/providers/A.B/c/providers, RESOURCE, A.B/c, providers",
    "G/providers/A.B/c/providers/d/e, RESOURCE, A.B/c/d, e"
  })
  void a_path_names_a_thing_of_a_type(String below, Kind kind, String type, String name) {
    ResourcePath path = read(below);

    assertThat(path.kind()).isEqualTo(kind);
    assertThat(path.type()).isEqualTo(type);
    assertThat(path.name()).isEqualTo(name);
    assertThat(path.hasType(type.toUpperCase(Locale.ROOT))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "S, ''",
    "G, S",
    "V, G",
    "V/extensions/e, V",
    "V/extensions/e/parts/p, V/extensions/e",
    "V/providers/A.B/locks/l, V",
    "V/providers/A.B/locks/l/keys/k, V/providers/A.B/locks/l",
    "G/providers/A.B/c/providers, G",
    "G/providers/A.B/c/providers/d/e, G/providers/A.B/c/providers"
  })
  void a_path_lies_in_its_parent(String below, String parent) {
    assertThat(read(below).parent()).isEqualTo(read(parent));
    assertThat(read(below).parent().kind()).isEqualTo(read(parent).kind());
    assertThat(read(below).isWithin(read(parent))).isTrue();
  }

  @Test
  void a_path_knows_its_subscription_and_group() {
    assertThat(read("V/extensions/e").group()).contains(read("G"));
    assertThat(read("G").group()).contains(read("G"));
    assertThat(read("S").group()).isEmpty();
    assertThat(ResourcePath.ROOT.subscription()).isEmpty();
    assertThat(read("V").subscription().map(ResourcePath::of)).isEqualTo(Optional.of(read("S")));
  }

  @Test
  void paths_compare_without_case_and_keep_their_spelling() {
    ResourcePath upper = ResourcePath.parse("id", VM.toUpperCase(Locale.ROOT));

    assertThat(upper).isEqualTo(read("V")).hasSameHashCodeAs(read("V"));
    assertThat(upper.key()).isEqualTo(read("V").key());
    assertThat(upper.toString()).isEqualTo(VM.toUpperCase(Locale.ROOT));
  }

  @Test
  void a_path_in_lower_case_is_its_own_key() {
    ResourcePath machine = ResourcePath.parse("id", VM.toLowerCase(Locale.ROOT));

    for (ResourcePath lower : List.of(machine, machine.parent(), read("S"))) {
      assertThat(lower.key()).isSameAs(lower.toString());
    }
  }

  @Test
  void case_is_that_of_no_country() {
    var before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.of("tr", "TR"));
      assertThat(ResourcePath.parse("id", GROUP + "/providers/A/VIRTUAL/I"))
          .isEqualTo(ResourcePath.parse("id", GROUP + "/providers/a/virtual/i"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void a_longer_name_is_not_within_a_shorter_one() {
    assertThat(read("V2").isWithin(read("V"))).isFalse();
    assertThat(read("G").isWithin(read("V"))).isFalse();
    assertThat(read("V").isWithin(ResourcePath.ROOT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "subscriptions",
        "//",
        "/subscriptions",
        "/subscriptions/",
        "/subscriptions/1",
        "/tenants/00000000-0000-4000-8000-00000000a001",
        "S/",
        "S//resourceGroups/web",
        "S/resourceGroups",
        "S/groups/web",
        "S/providers/A.B/c/d",
        "S/resourceGroups/web.",
        "S/resourceGroups/we b",
        "S/resourceGroups/wéb",
        "G/providers",
        "G/providers/A.B",
        "G/providers/A.B/c",
        "G/providers/A.B/c/d/e",
        "G/locks/l",
        "G/providers/A.B/providers/c",
        "G/providers/A.B/providers/C.D/e/f",
        "G/providers/A.B/c/..",
        "G/providers/A.B/c/.",
        "G/providers/A.B/../d",
        "G/providers/A.B/c/ d",
        "G/providers/A.B/c/d ",
        "G/providers/A.B/c/%2e%2e",
        "G/providers/A.B/c/d;e",
        "G/providers/A.B/c/d?e",
        "G/providers/A.B/c/d#e",
        "G/providers/A.B/c/d\\e",
        "G/providers/A.B/c/d\u0000",
        "G/providers/A.B/c/d\n",
        "G/providers/A.B/c/d\u007f",
        "G/providers/A.B/c/\u212Aelvin",
        "G/providers/A.B/c/\uD800",
        "V/providers/A.B/c",
        "V/extensions"
      })
  void anything_else_is_refused_and_the_field_is_named(String text) {
    assertThatThrownBy(() -> ResourcePath.parse("scope", expand(text)))
        .isInstanceOf(MalformedValue.class)
        .hasMessageStartingWith("scope ");
  }

  @Test
  void a_subscription_that_is_no_guid_is_named_as_such() {
    assertThatThrownBy(() -> ResourcePath.parse("scope", "/subscriptions/1/resourceGroups/web"))
        .hasMessage("scope (subscription) must be a GUID of 36 characters");
  }

  @Test
  void lengths_are_limited() {
    String longest = GROUP + "/providers/A/b/" + "c".repeat(ResourcePath.SEGMENT_MAX);
    assertThat(ResourcePath.parse("id", longest).toString()).isEqualTo(longest);
    assertRefused(longest + "c");
    assertRefused(SUBSCRIPTION + "/resourceGroups/" + "g".repeat(91));
    assertRefused(VM + "/a/b".repeat(300));
  }

  private static void assertRefused(String text) {
    assertThatThrownBy(() -> ResourcePath.parse("id", text)).isInstanceOf(MalformedValue.class);
  }

  private static ResourcePath read(String below) {
    return ResourcePath.parse("id", below.isEmpty() ? "/" : expand(below));
  }

  /** S, G and V at the start stand for the subscription, the group and the machine. */
  private static String expand(String text) {
    if (text.isEmpty()) {
      return text;
    }
    return switch (text.charAt(0)) {
      case 'S' -> SUBSCRIPTION + text.substring(1);
      case 'G' -> GROUP + text.substring(1);
      case 'V' -> VM + text.substring(1);
      default -> text;
    };
  }
}
