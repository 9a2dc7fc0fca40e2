package dev.lanyard.api.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** Follows a server's events as a client would: reads blocks of server-sent events as they come. */
final class Follower implements AutoCloseable {
  private static final Duration WAIT_MAX = Duration.ofSeconds(30);

  private final HttpResponse<InputStream> reply;
  private final List<Block> blocks = new CopyOnWriteArrayList<>();
  private volatile boolean over;

  /**
   * One block of a stream.
   *
   * @param event what it is called; empty for an event of the ledger
   * @param data missing where it has none
   */
  record Block(Optional<Long> id, Optional<String> event, JsonNode data) {
    static Block of(List<String> lines) {
      return new Block(
          field(lines, "id").map(Long::valueOf),
          field(lines, "event"),
          field(lines, "data")
              .map(data -> Client.JSON.readTree(data))
              .orElse(Client.JSON.missingNode()));
    }

    private static Optional<String> field(List<String> lines, String name) {
      return lines.stream()
          .filter(line -> line.startsWith(name + ": "))
          .map(line -> line.substring(name.length() + 2))
          .findFirst();
    }

    boolean isEvent() {
      return event.isEmpty() && data.isObject();
    }
  }

  private Follower(HttpResponse<InputStream> reply) {
    this.reply = reply;
  }

  /** Begins to follow; the server has let it in. */
  static Follower of(Client http, String path, String... headers) {
    Follower follower = new Follower(http.open(path, headers));
    if (follower.reply.statusCode() != 200) {
      throw new AssertionError(path + ": " + follower.reply.statusCode() + follower.text());
    }
    Thread.ofVirtual().start(follower::read);
    return follower;
  }

  private String text() {
    try (InputStream body = reply.body()) {
      return new String(body.readAllBytes(), UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void read() {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(reply.body(), UTF_8))) {
      List<String> block = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          blocks.add(Block.of(block));
          block.clear();
        } else {
          block.add(line);
        }
      }
    } catch (IOException closed) {
      // As it does when this end closes.
    } finally {
      over = true;
    }
  }

  /** A header of the reply. */
  String header(String name) {
    return reply.headers().firstValue(name).orElse("");
  }

  /** All that came so far. */
  List<Block> blocks() {
    return List.copyOf(blocks);
  }

  /** The events that came so far, each a CloudEvent. */
  List<JsonNode> events() {
    return blocks.stream().filter(Block::isEvent).map(Block::data).toList();
  }

  /** Their positions. */
  List<Long> positions() {
    return events().stream().map(event -> Long.valueOf(event.path("id").asString())).toList();
  }

  /** Waits until an event with this position came, and returns all until then. */
  List<Long> until(long position) {
    await().atMost(WAIT_MAX).until(() -> over || positions().contains(position));
    assertThat(positions()).as(blocks.toString()).contains(position);
    return positions();
  }

  /** Waits until the server has ended the stream, and tells why. */
  String end() {
    await().atMost(WAIT_MAX).until(() -> over);
    Block last = blocks.getLast();
    assertThat(last.event()).as(last.toString()).contains("end");
    return last.data().path("code").asString();
  }

  boolean isOver() {
    return over;
  }

  @Override
  public void close() {
    try {
      reply.body().close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
