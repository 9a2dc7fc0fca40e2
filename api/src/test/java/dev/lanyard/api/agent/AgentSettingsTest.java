package dev.lanyard.api.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentSettingsTest {
  private static final List<String> NEEDED =
      List.of("--server", "https://lanyard:8443", "--ca", "ca.pem", "--state", "state");

  private static AgentSettings of(String... more) {
    return AgentSettings.of(Stream.concat(NEEDED.stream(), Stream.of(more)).toList(), Map.of());
  }

  private static InetSocketAddress address(String literal, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
  }

  @Test
  void what_is_not_told_has_a_value_that_lets_in_this_machine_alone() {
    assertThat(of())
        .isEqualTo(
            new AgentSettings(
                URI.create("https://lanyard:8443"),
                Path.of("ca.pem"),
                Optional.empty(),
                Path.of("state"),
                address("127.0.0.1", 40342),
                Set.of(),
                Set.of()));
  }

  @Test
  void every_option_is_read_in_both_forms() {
    assertThat(
            of(
                "--code=a.b",
                "--listen",
                "169.254.169.254:80",
                "--allow-uid",
                "1000,0",
                "--allow-uid=7",
                "--host",
                "Metadata.internal"))
        .isEqualTo(
            new AgentSettings(
                URI.create("https://lanyard:8443"),
                Path.of("ca.pem"),
                Optional.of("a.b"),
                Path.of("state"),
                address("169.254.169.254", 80),
                Set.of(0L, 7L, 1000L),
                Set.of("metadata.internal")));
  }

  @Test
  void the_environment_tells_what_the_command_line_does_not() {
    var environment =
        Map.of(
            "LANYARD_AGENT_SERVER", "https://other/",
            "LANYARD_AGENT_CA", "other.pem",
            "LANYARD_AGENT_CODE", "c.d",
            "LANYARD_AGENT_STATE", "elsewhere",
            "LANYARD_AGENT_LISTEN", "[::1]:1",
            "LANYARD_AGENT_ALLOW_UID", " 5, 6 ",
            "LANYARD_AGENT_HOST", "");
    assertThat(AgentSettings.of(List.of("--ca", "ca.pem"), environment))
        .isEqualTo(
            new AgentSettings(
                URI.create("https://other"),
                Path.of("ca.pem"),
                Optional.of("c.d"),
                Path.of("elsewhere"),
                address("::1", 1),
                Set.of(5L, 6L),
                Set.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0:80",
        "192.0.2.1:80",
        "[::]:80",
        "[2001:db8::1]:80",
        "localhost:80",
        "127.0.0.1",
        "127.0.0.1:70000",
        ":80",
        "10.0.0.1:40342"
      })
  void an_address_that_others_reach_or_a_name_is_refused(String listen) {
    assertThatThrownBy(() -> of("--listen", listen))
        .isInstanceOf(AgentRefused.class)
        .hasMessageStartingWith("--listen must be a loopback or link-local address and a port");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://lanyard",
        "lanyard:8443",
        "https://a/b",
        "https://a?b",
        "https://u@a",
        " "
      })
  void a_server_without_tls_or_with_a_path_is_refused(String server) {
    assertThatThrownBy(
            () ->
                AgentSettings.of(
                    List.of("--server", server, "--ca", "a", "--state", "b"), Map.of()))
        .isInstanceOf(AgentRefused.class)
        .hasMessageStartingWith("--server");
  }

  @ParameterizedTest
  @CsvSource({
    "--allow-uid,me,--allow-uid must be numbers of users",
    "--allow-uid,-1,--allow-uid must be numbers of users",
    "--host,a:80,--host must be names",
    "--secret,hush,Something is no option",
    "--code,'',''",
  })
  void what_is_malformed_is_named_and_never_repeated(String option, String value, String message) {
    if (message.isEmpty()) {
      assertThat(of(option, value).code()).isEmpty();
    } else {
      assertThatThrownBy(() -> of(option, value))
          .isInstanceOf(AgentRefused.class)
          .hasMessageStartingWith(message)
          .hasMessageNotContaining("hush");
    }
  }

  @Test
  void a_code_is_shown_nowhere() {
    assertThat(of("--code", "id.secret").toString()).doesNotContain("secret");
    assertThatThrownBy(() -> of("--code", "a.secret", "--code", "b.secret"))
        .hasMessage("--code can be given once only");
    assertThatThrownBy(() -> of("--code")).hasMessage("--code needs a value: code");
  }

  @Test
  void what_is_needed_is_asked_for_by_name() {
    for (int at = 0; at < NEEDED.size(); at += 2) {
      List<String> fewer = new ArrayList<>(NEEDED);
      String option = fewer.remove(at);
      fewer.remove(at);
      assertThatThrownBy(() -> AgentSettings.of(fewer, Map.of()))
          .isInstanceOf(AgentRefused.class)
          .hasMessageStartingWith(option + " (or LANYARD_AGENT_")
          .hasMessageEndingWith(") is needed");
    }
  }
}
