package dev.lanyard.api.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.api.http.JsonText;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FieldsTest {

  private static Fields fields(String json) {
    return Fields.of((Json.Obj) JsonText.read(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void members_are_read_without_case_and_null_is_absent() {
    Fields body =
        fields(
            "{\"Location\":\"x\",\"tags\":{\"a\":\"b\"},\"properties\":{\"when\":null,\"l\":[]}}");
    assertThat(body.text("location")).contains("x");
    assertThat(body.tags()).contains(Map.of("a", "b"));
    assertThat(body.requiredFields("PROPERTIES").text("when")).isEmpty();
    assertThat(body.requiredFields("properties").texts("l")).isEmpty();
    assertThat(body.requiredFields("properties").texts("none")).isEmpty();
    assertThat(body.value("other")).isEmpty();
  }

  @Test
  void instants_are_cut_to_microseconds() {
    assertThat(fields("{\"t\":\"2026-01-02T03:04:05.123456789+01:00\"}").instant("t"))
        .contains(Instant.parse("2026-01-02T02:04:05.123456Z"));
  }

  @Test
  void what_is_of_another_type_is_refused_by_its_field() {
    Fields body =
        fields(
            "{\"a\":1,\"b\":[1],\"c\":[{\"d\":2}],\"tags\":{\"x\":1},"
                + "\"properties\":{\"p\":{}},\"t\":\"yesterday\"}");
    assertRefused(() -> body.text("a"), "a must be a string");
    assertRefused(() -> body.fields("a"), "a must be an object");
    assertRefused(() -> body.texts("a"), "a must be an array");
    assertRefused(() -> body.texts("b"), "b must be an array of strings");
    assertRefused(() -> body.listOfFields("b"), "b must be an array of objects");
    assertRefused(() -> body.tags(), "tags must have strings as values");
    assertRefused(() -> body.instant("t"), "t must be an RFC 3339 instant");
    assertRefused(
        () -> fields("{\"t\":\"+999999999-12-31T23:59:59Z\"}").instant("t"),
        "t must be an RFC 3339 instant");
    assertRefused(() -> body.requiredText("z"), "z is required");
    assertRefused(
        () -> body.requiredFields("properties").text("p"), "properties.p must be a string");
    assertRefused(
        () -> List.copyOf(body.listOfFields("c")).getFirst().text("d"), "c[0].d must be a string");
    assertRefused(() -> fields("{\"x\":1,\"X\":2}"), "body has a member twice, in different case");
  }

  private static void assertRefused(ThrowingCallable reading, String why) {
    assertThatThrownBy(reading).isInstanceOf(MalformedValue.class).hasMessage(why);
  }
}
