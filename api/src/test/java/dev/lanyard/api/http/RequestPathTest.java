package dev.lanyard.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

  @ParameterizedTest
  @CsvSource({
    "/a/b, /a/b",
    "//a///b, /a/b",
    "/a/b/, /a/b",
    "/a/b//, /a/b",
    "/, /",
    "///, /",
    "/a/rg%28x%29, /a/rg(x)",
    "/a/b%20c, /a/b%20c",
    "/a/%41, /a/A",
    "/a/..b, /a/..b",
    "/SubScriptions/S, /subscriptions/S",
    "/Providers/NS, /providers/NS",
    "/Audit/x, /Audit/x"
  })
  void a_path_has_one_spelling(String raw, String read) {
    assertThat(RequestPath.parse(raw).encoded()).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "a/b",
        "/a;b",
        "/a;v=1/b",
        "/a%3Bb",
        "/a%2Fb",
        "/a%2fb",
        "/a%5Cb",
        "/a\\b",
        "/a%00",
        "/a%0A",
        "/a%7F",
        "/..",
        "/a/../b",
        "/a/./b",
        "/a/.../b",
        "/a/%2E%2e/b",
        "/a/.%2E",
        "/a%",
        "/a%2",
        "/a%zz",
        "/a%25%32%46b",
        "/a%C3%A9",
        "/aé",
        "/a\u0001b"
      })
  void a_path_with_more_than_one_meaning_is_refused(String raw) {
    assertThatThrownBy(() -> RequestPath.parse(raw))
        .isInstanceOf(MalformedValue.class)
        .extracting(e -> ((MalformedValue) e).field())
        .isEqualTo("path");
  }

  @ParameterizedTest
  @CsvSource({
    "G, G",
    "G/providers/A.b/c/d, G/providers/A.b/c/d",
    "G/providers/A.b/c/d/start, G/providers/A.b/c/d",
    "G/providers/A.b/c, G",
    "//SUBSCRIPTIONS/11111111-1111-4111-8111-111111111111//resourcegroups/g/, G",
    "/subscriptions/11111111-1111-4111-8111-111111111111/x/y,"
        + " /subscriptions/11111111-1111-4111-8111-111111111111",
    "/subscriptions/x, /",
    "/audit/events, /",
    "/, /",
    "G/%2F, /",
    "x, /"
  })
  void a_path_lies_at_the_longest_beginning_that_is_a_place(String path, String place) {
    String group = "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/g";
    assertThat(RequestPath.placeOf(path.replaceFirst("^G", group)))
        .isEqualTo(ResourcePath.parse("place", place.replaceFirst("^G", group)));
  }

  @Test
  void segments_are_decoded_once() {
    assertThat(RequestPath.parse("//subscriptions/S/x%2By/"))
        .isEqualTo(new RequestPath(List.of("subscriptions", "S", "x+y")));
  }

  @Test
  void unreadable_paths_still_tell_which_surface_was_meant() {
    assertThat(Surface.meantBy("//SUBSCRIPTIONS/;")).isEqualTo(Surface.ARM);
    assertThat(Surface.meantBy("/tenants%zz")).isEqualTo(Surface.ARM);
    assertThat(Surface.meantBy("/V1.0/;")).isEqualTo(Surface.GRAPH);
    assertThat(Surface.meantBy("/audit/..")).isEqualTo(Surface.OWN);
    assertThat(Surface.meantBy(null)).isEqualTo(Surface.OWN);
    assertThat(RequestPath.parse("/V1.0/me").surface()).isEqualTo(Surface.GRAPH);
    assertThat(RequestPath.parse("/").surface()).isEqualTo(Surface.OWN);
  }
}
