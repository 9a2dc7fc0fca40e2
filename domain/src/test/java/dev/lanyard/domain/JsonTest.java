package dev.lanyard.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Json.Arr;
import dev.lanyard.domain.Json.Null;
import dev.lanyard.domain.Json.Num;
import dev.lanyard.domain.Json.Obj;
import dev.lanyard.domain.Json.Text;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The cases of RFC 7396, appendix A. */
class JsonTest {
  private static final Json B = new Text("b");
  private static final Json C = new Text("c");

  @Test
  void members_are_replaced_added_and_removed() {
    assertThat(obj("a", B).merge((Json) obj("a", C))).isEqualTo(obj("a", C));
    assertThat(obj("a", B).merge((Json) obj("b", C))).isEqualTo(obj("a", B, "b", C));
    assertThat(obj("a", B).merge((Json) obj("a", new Null()))).isEqualTo(Obj.EMPTY);
    assertThat(obj("a", B, "b", C).merge((Json) obj("a", new Null()))).isEqualTo(obj("b", C));
  }

  @Test
  void arrays_are_replaced_as_a_whole() {
    assertThat(obj("a", new Arr(List.of(B))).merge((Json) obj("a", C))).isEqualTo(obj("a", C));
    assertThat(obj("a", C).merge((Json) obj("a", new Arr(List.of(B)))))
        .isEqualTo(obj("a", new Arr(List.of(B))));
    assertThat(new Arr(List.of(B, C)).merge(new Arr(List.of(C)))).isEqualTo(new Arr(List.of(C)));
  }

  @Test
  void objects_merge_at_any_depth() {
    assertThat(obj("a", obj("b", C, "c", B)).merge((Json) obj("a", obj("b", B, "c", new Null()))))
        .isEqualTo(obj("a", obj("b", B)));
    assertThat(Obj.EMPTY.merge((Json) obj("a", obj("bb", obj("ccc", new Null())))))
        .isEqualTo(obj("a", obj("bb", Obj.EMPTY)));
  }

  @Test
  void an_object_takes_the_place_of_what_is_none() {
    assertThat(obj("a", new Arr(List.of(B))).merge((Json) obj("a", obj("b", new Null(), "c", C))))
        .isEqualTo(obj("a", obj("c", C)));
    assertThat(new Arr(List.of(B)).merge(obj("a", B))).isEqualTo(obj("a", B));
    assertThat(B.merge(obj("a", new Null()))).isEqualTo(Obj.EMPTY);
  }

  @Test
  void what_is_no_object_replaces_the_whole() {
    assertThat(obj("a", B).merge(new Arr(List.of(C)))).isEqualTo(new Arr(List.of(C)));
    assertThat(obj("a", B).merge(new Null())).isEqualTo(new Null());
    assertThat(obj("a", B).merge(new Text("bar"))).isEqualTo(new Text("bar"));
  }

  @Test
  void null_that_is_there_stays_where_the_patch_says_nothing() {
    assertThat(obj("e", new Null()).merge((Json) obj("a", new Num(BigDecimal.ONE))))
        .isEqualTo(obj("e", new Null(), "a", new Num(BigDecimal.ONE)));
  }

  @Test
  void members_keep_their_order_and_new_ones_come_last() {
    assertThat(obj("z", B, "a", B).merge(obj("m", C, "z", C)).members().keySet())
        .containsExactly("z", "a", "m");
  }

  @Test
  void an_object_does_not_change_with_the_map_it_was_made_of() {
    Map<String, Json> members = new LinkedHashMap<>(Map.of("a", B));
    Obj object = new Obj(members);
    members.put("b", C);

    assertThat(object).isEqualTo(obj("a", B));
  }

  private static Obj obj(String name, Json value) {
    return new Obj(Map.of(name, value));
  }

  private static Obj obj(String one, Json first, String other, Json second) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put(one, first);
    members.put(other, second);
    return new Obj(members);
  }
}
