package dev.lanyard.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  @Test
  void a_value_is_read_whole_and_written_as_it_was() {
    String text = "{\"b\":[1,1.0,1E+3,true,false,null,\"x\\\"é\"],\"a\":{}}";
    Map<String, Json> members = new LinkedHashMap<>();
    members.put(
        "b",
        new Json.Arr(
            List.of(
                new Json.Num(new BigDecimal("1")),
                new Json.Num(new BigDecimal("1.0")),
                new Json.Num(new BigDecimal("1E+3")),
                new Json.Bool(true),
                new Json.Bool(false),
                new Json.Null(),
                new Json.Text("x\"é"))));
    members.put("a", Json.Obj.EMPTY);
    Json read = JsonText.read(text.getBytes(UTF_8));
    assertThat(read).isEqualTo(new Json.Obj(members));
    assertThat(new String(JsonText.write(read), UTF_8)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\":1} {}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":}",
        "{a:1}",
        "[1,]",
        "NaN",
        "01",
        "{\"a\":\"\\ud800\"}",
        "{\"\\ud800\":1}",
        "{\"a\":\"\\u0000\"}",
        "[1e99999999999]",
        "[1e-99999999999]",
        "[1e999999999]",
        "[1e-999999999]",
        "[1e2147483647]",
        "[0e-2147483647]",
        "\u0000"
      })
  void what_is_no_single_json_value_is_refused(String text) {
    assertRefused(text.getBytes(UTF_8));
  }

  @Test
  void bytes_that_are_no_utf_8_are_refused() {
    assertRefused(new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'});
  }

  @Test
  void nesting_and_long_numbers_are_refused_beyond_their_limits() {
    int most = Limits.JSON_NESTING_MAX;
    assertThat(JsonText.read(("[".repeat(most) + "]".repeat(most)).getBytes(UTF_8))).isNotNull();
    assertRefused(("[".repeat(most + 1) + "]".repeat(most + 1)).getBytes(UTF_8));
    assertRefused("1".repeat(Limits.JSON_NUMBER_LENGTH_MAX + 1).getBytes(UTF_8));
  }

  @Test
  void a_body_of_many_small_values_is_refused_beyond_a_limit() {
    int objects = Limits.JSON_TOKENS_MAX / 2;
    assertThat(JsonText.read(objects(objects - 1))).isNotNull();
    assertRefused(objects(objects));
  }

  /** A list of empty objects, of two tokens each and two of its own. */
  private static byte[] objects(int count) {
    return ("[" + "{},".repeat(count - 1) + "{}]").getBytes(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.7976931348623157E+308", "-4.9406564584124654E-324", "1E+400"})
  void a_number_that_a_double_can_hold_is_read(String text) {
    assertThat(JsonText.read(text.getBytes(UTF_8))).isEqualTo(new Json.Num(new BigDecimal(text)));
  }

  private static void assertRefused(byte[] bytes) {
    assertThatThrownBy(() -> JsonText.read(bytes))
        .isInstanceOf(ProblemException.class)
        .extracting(e -> ((ProblemException) e).problem().status())
        .isEqualTo(400);
  }
}
