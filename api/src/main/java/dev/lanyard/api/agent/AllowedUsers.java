package dev.lanyard.api.agent;

import dev.lanyard.api.workload.WorkloadError;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Lets in the processes of some users alone, and says whose were refused, once in a while. */
final class AllowedUsers {
  /** One line a user in this time: nobody fills the log. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private static final int REMEMBERED_MAX = 1_000;

  /** Stands for a process that no table names. */
  private static final long UNKNOWN = -1;

  private final Set<Long> users;
  private final PeerUsers peers;
  private final InstantSource clock;
  private final Consumer<String> say;
  private final Map<Long, Instant> told = new ConcurrentHashMap<>();

  /**
   * Lets in these users.
   *
   * @param users none for everybody
   * @throws AgentRefused if there are some, and the machine does not tell whose a connection is
   */
  AllowedUsers(Set<Long> users, PeerUsers peers, InstantSource clock, Consumer<String> say) {
    if (!users.isEmpty() && !peers.canTell()) {
      throw new AgentRefused("--allow-uid needs /proc/net/tcp, which cannot be read here");
    }
    this.users = Set.copyOf(users);
    this.peers = peers;
    this.clock = clock;
    this.say = say;
  }

  /**
   * Goes on if a connection comes from one of them.
   *
   * @throws dev.lanyard.api.workload.WorkloadRefusal 403 if not, or if nobody knows
   */
  void require(InetSocketAddress peer, InetSocketAddress own) {
    if (users.isEmpty()) {
      return;
    }
    OptionalLong user = userOf(peer, own);
    if (user.isEmpty() || !users.contains(user.getAsLong())) {
      tell(user.orElse(UNKNOWN));
      throw new WorkloadError(
              403, "forbidden", "Processes of this user get no tokens here", Optional.empty())
          .refusal();
    }
  }

  private OptionalLong userOf(InetSocketAddress peer, InetSocketAddress own) {
    try {
      return peers.of(peer, own);
    } catch (IOException unreadable) {
      say.accept("Users cannot be told: " + unreadable.getMessage());
      return OptionalLong.empty();
    }
  }

  private void tell(long user) {
    Instant now = clock.instant();
    if (told.size() > REMEMBERED_MAX) {
      told.clear();
    }
    Instant last = told.getOrDefault(user, Instant.MIN);
    if (last.isBefore(now.minus(PAUSE))) {
      told.put(user, now);
      say.accept(
          user == UNKNOWN
              ? "Refused a process of nobody that is known here"
              : "Refused a process of user " + user);
    }
  }
}
