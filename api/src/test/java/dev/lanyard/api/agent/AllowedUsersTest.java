package dev.lanyard.api.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.api.workload.WorkloadError;
import dev.lanyard.api.workload.WorkloadRefusal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AllowedUsersTest {
  private static final InetSocketAddress NOBODYS =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 1);

  private final List<String> said = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  private AllowedUsers allowed(Set<Long> users) {
    return new AllowedUsers(users, new PeerUsers(PeerUsers.PROC), () -> now, said::add);
  }

  @Test
  void without_users_everybody_is_let_in() {
    allowed(Set.of()).require(NOBODYS, NOBODYS);
    assertThat(said).isEmpty();
  }

  @Test
  void who_is_unknown_is_refused_and_told_once_a_minute() {
    AllowedUsers some = allowed(Set.of(0L));
    for (int second = 0; second <= 61; second++) {
      assertThatThrownBy(() -> some.require(NOBODYS, NOBODYS))
          .isInstanceOf(WorkloadRefusal.class)
          .satisfies(
              thrown ->
                  assertThat(((WorkloadRefusal) thrown).error())
                      .isEqualTo(
                          new WorkloadError(
                              403,
                              "forbidden",
                              "Processes of this user get no tokens here",
                              Optional.empty())));
      now = now.plusSeconds(1);
    }
    assertThat(said)
        .containsExactly(
            "Refused a process of nobody that is known here",
            "Refused a process of nobody that is known here");
  }

  @Test
  void a_machine_that_cannot_tell_refuses_the_start() {
    assertThatThrownBy(
            () ->
                new AllowedUsers(
                    Set.of(1L), new PeerUsers(Path.of("nowhere")), () -> now, said::add))
        .isInstanceOf(AgentRefused.class)
        .hasMessageContaining("--allow-uid");
  }
}
