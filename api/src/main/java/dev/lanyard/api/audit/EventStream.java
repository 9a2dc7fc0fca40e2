package dev.lanyard.api.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lanyard.api.security.OngoingReading;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to one reader until it goes, may read no more, or has all that it asked for. Runs on
 * a thread of its own, which a slow reader blocks and nobody else; reads on threads that all
 * streams share.
 */
final class EventStream implements Runnable {
  /** How long a right that was taken away is used at most, beside what a look takes. */
  static final Duration LOOK_PAUSE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final byte[] HEARTBEAT = ":\n\n".getBytes(US_ASCII);

  private final AuditStreams streams;
  private final Feed feed;
  private final OngoingReading reading;
  private final OpenReply reply;
  private volatile long held;
  private long position;
  private long events;
  private long looked;
  private long sent;

  /**
   * Makes a stream that has not begun.
   *
   * @param streams that it is one of
   * @param begin the position behind which it begins
   * @param reply to the reader; closed at the end
   */
  EventStream(
      AuditStreams streams, Feed feed, OngoingReading reading, long begin, OpenReply reply) {
    this.streams = streams;
    this.feed = feed;
    this.reading = reading;
    this.position = begin;
    this.reply = reply;
  }

  /** Bytes that were read and not sent yet. */
  long held() {
    return held;
  }

  @Override
  public void run() {
    StreamEnd end = StreamEnd.FAILED;
    try {
      end = ending();
      tell(end);
    } finally {
      reading.ended(position, events, end.code());
      reply.close();
    }
  }

  private StreamEnd ending() {
    try {
      return follow();
    } catch (IOException gone) {
      return StreamEnd.READER_GONE;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return StreamEnd.SERVER_STOPS;
    } catch (RuntimeException failure) {
      LOG.warn("A stream of events failed behind {}: {}", position, failure.toString());
      return StreamEnd.FAILED;
    }
  }

  private void tell(StreamEnd end) {
    if (end == StreamEnd.READER_GONE) {
      return;
    }
    try {
      write(end.frame());
    } catch (IOException gone) {
      LOG.debug("A reader left as its stream ended: {}", gone.toString());
    }
  }

  private StreamEnd follow() throws IOException, InterruptedException {
    // Who comes back before the first event goes on from here too.
    write("retry: 1000\nid: %d\n\n".formatted(position).getBytes(US_ASCII));
    while (true) {
      Optional<StreamEnd> lost = look();
      if (lost.isPresent()) {
        return lost.get();
      }
      Feed.Piece piece =
          streams.read(() -> feed.next(position, row -> reading.sees(SeenRecords.placeOf(row))));
      lost = send(piece);
      if (lost.isPresent()) {
        return lost.get();
      }
      if (piece.over()) {
        return StreamEnd.COMPLETE;
      }
      if (!piece.more()) {
        waitForMore();
      }
    }
  }

  private Optional<StreamEnd> look() throws InterruptedException {
    looked = System.nanoTime();
    return streams.isStopping()
        ? Optional.of(StreamEnd.SERVER_STOPS)
        : streams.look(reading::look).map(StreamEnd::of);
  }

  /** What was read with a right that has ended meanwhile is not sent. */
  private Optional<StreamEnd> send(Feed.Piece piece) throws IOException, InterruptedException {
    long left = piece.bytes();
    held = left;
    for (Feed.Frame frame : piece.frames()) {
      if (System.nanoTime() - looked > LOOK_PAUSE.toNanos()) {
        Optional<StreamEnd> lost = look();
        if (lost.isPresent()) {
          return lost;
        }
      }
      reply.write(frame.bytes());
      left -= frame.bytes().length;
      held = left;
      position = frame.position();
      events++;
      sent = System.nanoTime();
    }
    position = piece.position();
    reply.flush();
    return Optional.empty();
  }

  private void waitForMore() throws IOException, InterruptedException {
    Duration silence = Duration.ofNanos(System.nanoTime() - sent);
    Duration left = streams.heartbeat().minus(silence);
    if (!left.isPositive()) {
      write(HEARTBEAT);
      left = streams.heartbeat();
    }
    streams.await(position + 1, left.compareTo(LOOK_PAUSE) < 0 ? left : LOOK_PAUSE);
  }

  private void write(byte[] block) throws IOException {
    reply.write(block);
    reply.flush();
    sent = System.nanoTime();
  }
}
