package dev.lanyard.eventstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Against the examples of RFC 8949, appendix A. */
class CborTest {

  @Test
  void numbers_have_their_shortest_form() {
    assertThat(hex(new Cbor().number(0))).isEqualTo("00");
    assertThat(hex(new Cbor().number(23))).isEqualTo("17");
    assertThat(hex(new Cbor().number(24))).isEqualTo("1818");
    assertThat(hex(new Cbor().number(100))).isEqualTo("1864");
    assertThat(hex(new Cbor().number(255))).isEqualTo("18ff");
    assertThat(hex(new Cbor().number(1_000))).isEqualTo("1903e8");
    assertThat(hex(new Cbor().number(65_535))).isEqualTo("19ffff");
    assertThat(hex(new Cbor().number(1_000_000))).isEqualTo("1a000f4240");
    assertThat(hex(new Cbor().number(1_000_000_000_000L))).isEqualTo("1b000000e8d4a51000");
    assertThatThrownBy(() -> new Cbor().number(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void strings_and_arrays_say_how_long_they_are() {
    assertThat(hex(new Cbor().bytes(new byte[] {1, 2, 3, 4}))).isEqualTo("4401020304");
    assertThat(hex(new Cbor().text("IETF"))).isEqualTo("6449455446");
    assertThat(hex(new Cbor().text("\u00fc"))).isEqualTo("62c3bc");
    assertThat(hex(new Cbor().text("x".repeat(24)))).isEqualTo("7818" + "78".repeat(24));
    assertThat(hex(new Cbor().array(3).number(1).number(2).number(3))).isEqualTo("83010203");
  }

  private static String hex(Cbor cbor) {
    return HexFormat.of().formatHex(cbor.toBytes());
  }
}
