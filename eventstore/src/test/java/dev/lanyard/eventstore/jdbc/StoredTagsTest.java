package dev.lanyard.eventstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.Test;

class StoredTagsTest {

  @Test
  void every_value_is_read_as_it_was() {
    Set<Tag> tags =
        Set.of(
            Tag.of("path", "/subscriptions/1/resourcegroups/a=b"),
            Tag.of("subject", "https://issuer two\nlines\\and \u0000"),
            Tag.of("rolename", "r\u00f4le \uD83D\uDE80 \uD83D"),
            Tag.of("empty", ""));
    String stored = StoredTags.join(StoredTags.texts(tags));

    assertThat(StoredTags.parse(stored)).isEqualTo(tags);
    assertThat(StoredTags.split(stored)).hasSize(4);
    assertThat(StoredTags.parse("")).isEmpty();
  }

  @Test
  void tags_are_sorted_and_escaped_in_one_way() {
    assertThat(StoredTags.texts(Set.of(Tag.of("thing", "2"), Tag.of("in", "a\n\\"))))
        .isEqualTo(List.of("in=a\\000a\\005c", "thing=2"));
  }

  @Test
  void a_key_is_a_plain_word() {
    assertThatThrownBy(() -> StoredTags.text(Tag.of("a=b", "c")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StoredTags.text(Tag.of("a\n", "c")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
