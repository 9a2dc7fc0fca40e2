package dev.lanyard.api.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lanyard.api.audit.AuditStreams;
import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.api.start.Installation;
import dev.lanyard.domain.access.AccessEvent.CallersTurnedAway;
import dev.lanyard.domain.access.AccessEvent.StreamEnded;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers that are slow, or many, hold up nobody else. */
class StreamLimitsIT {
  private static final Duration WAIT_MAX = Duration.ofSeconds(60);

  /** What one stream holds at most here: a piece, and the event that fills it. */
  private static final long HELD_MAX = 256 * 1024 + 1_500_000;

  private static final int LARGE = 500_000;

  /** A stream that ends at once, where there is room for it. */
  private static final String SHORT = "/audit/stream?after=0&to=1";

  @TempDir private Path temp;

  private static void isFull(Answer refused, int status) {
    assertThat(refused.status()).as(refused.toString()).isEqualTo(status);
    assertThat(refused.text("/code")).isEqualTo("TooManyStreams");
    assertThat(refused.reply().headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
  }

  @Test
  void nobody_has_more_streams_than_one_may_have_nor_all_more_than_there_may_be() throws Exception {
    try (Server server = Server.start(temp, "LANYARD_STREAMS=3", "LANYARD_STREAMS_PRINCIPAL=2")) {
      Client http = server.http();
      Rights rights = new Rights(http);
      Mint mint = new Mint(server);
      Client one = http.withToken(mint.good(rights.userWith(Rights.READER, "/")));
      Client other = http.withToken(mint.good(rights.userWith(Rights.READER, "/")));
      try (Follower first = Follower.of(one, "/audit/stream?after=0");
          Follower second = Follower.of(one, "/audit/stream?after=0")) {
        isFull(one.get(SHORT), 429);
        try (Follower third = Follower.of(other, "/audit/stream?after=0")) {
          isFull(other.get(SHORT), 503);
          assertThat(server.part(AuditStreams.class).open()).isEqualTo(3);
          for (Follower each : List.of(first, second, third)) {
            assertThat(each.until(1)).contains(1L);
          }
        }
      }
      // What ends gives its room back: of those that left, with the next that would be sent.
      Story shop = new Story(http, "shop");
      await()
          .atMost(WAIT_MAX)
          .until(
              () -> {
                shop.createGroup();
                Story.done(http.arm("DELETE", shop.group, ""));
                return server.part(AuditStreams.class).open() == 0;
              });
      try (Follower again = Follower.of(one, SHORT)) {
        assertThat(again.end()).isEqualTo("Complete");
      }
      await()
          .atMost(WAIT_MAX)
          .until(
              () ->
                  Attempts.of(server, CallersTurnedAway.class).stream()
                          .mapToLong(away -> away.counts().getOrDefault("TooManyStreams", 0L))
                          .sum()
                      == 2);
    }
  }

  @Test
  void a_reader_that_does_not_read_holds_up_itself_alone() throws Exception {
    try (Server server = Server.start(temp, "server.tomcat.connection-timeout=5s")) {
      Client http = server.http();
      Story shop = new Story(http, "shop");
      shop.createGroup();
      // More than the buffers of a connection take.
      for (int at = 0; at < 24; at++) {
        large(http, shop, at);
      }
      AuditStreams streams = server.part(AuditStreams.class);
      try (Socket asleep = asleep(server)) {
        await().atMost(WAIT_MAX).until(() -> streams.held() > 0);
        long head = 0;
        for (int at = 24; at < 32; at++) {
          head = large(http, shop, at);
          assertThat(streams.held()).isLessThan(HELD_MAX);
        }
        try (Follower awake = Follower.of(http, "/audit/stream?after=0")) {
          assertThat(awake.until(head)).hasSize((int) head);
        }
        await().atMost(WAIT_MAX).until(() -> !Attempts.of(server, StreamEnded.class).isEmpty());
        List<StreamEnded> gone =
            Attempts.of(server, StreamEnded.class).stream()
                .filter(ended -> ended.why().equals("ReaderGone"))
                .toList();
        assertThat(gone).isNotEmpty();
        assertThat(gone.getFirst().lastPosition()).isLessThan(head);
        assertThat(asleep.isConnected()).isTrue();
      }
      await().atMost(WAIT_MAX).until(() -> streams.held() == 0);
    }
  }

  private static long large(Client http, Story shop, int at) {
    String site = shop.group + "/providers/Microsoft.Web/sites/large" + at;
    return Story.done(
            http.arm(
                "PUT",
                site,
                "{\"location\": \"westeurope\", \"properties\": {\"text\": \"%s\"}}"
                    .formatted("x".repeat(LARGE))))
        .position();
  }

  /** A connection that asks for everything and takes nothing. */
  private static Socket asleep(Server server) throws Exception {
    Client http = server.http();
    URI uri = URI.create(http.base());
    String token = new Mint(server).good(server.part(Installation.class).operator());
    Socket socket = Trust.of(http.data()).getSocketFactory().createSocket();
    socket.setReceiveBufferSize(8 * 1024);
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    socket
        .getOutputStream()
        .write(
            ("GET /audit/stream?after=0 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + token
                    + "\r\n\r\n")
                .getBytes(US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }

  @Test
  void a_server_that_stops_ends_its_streams() {
    Server server = Server.start(temp);
    // The server's own client waits for its replies as it closes.
    try (Client http = Client.of(server.http().base(), temp);
        Follower reader = Follower.of(http, "/audit/stream?after=0")) {
      reader.until(1);
      server.close();
      assertThat(reader.end()).isEqualTo("ServerStops");
    }
  }
}
