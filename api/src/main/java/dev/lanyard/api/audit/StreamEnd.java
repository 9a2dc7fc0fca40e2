package dev.lanyard.api.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lanyard.api.http.ServerSentEvents;
import dev.lanyard.api.security.OngoingReading.Lost;

/** Why a stream of events ended. */
enum StreamEnd {
  /** All that was asked for was sent. */
  COMPLETE("Complete", "Nothing more can match."),
  /** It went away, or did not take what was sent for too long. */
  READER_GONE("ReaderGone", "The reader is gone."),
  /** The token does not count any more, or its bearer does not. */
  TOKEN_ENDED("TokenEnded", "The token has ended."),
  /** The right to read was taken away. */
  RIGHT_LOST("RightLost", "The right to read has ended."),
  /** Whether the right is still there cannot be checked. */
  VIEW_BEHIND("ViewBehind", "Rights cannot be checked: the read model is behind the ledger."),
  /** This server stops. */
  SERVER_STOPS("ServerStops", "The server stops."),
  /** The trail could not be read. */
  FAILED("Failed", "The trail could not be read.");

  private final String code;
  private final String detail;

  StreamEnd(String code, String detail) {
    this.code = code;
    this.detail = detail;
  }

  static StreamEnd of(Lost lost) {
    return switch (lost) {
      case TOKEN -> TOKEN_ENDED;
      case RIGHT -> RIGHT_LOST;
      case FRESHNESS -> VIEW_BEHIND;
    };
  }

  /** As it is on record. */
  String code() {
    return code;
  }

  /** The last block of the stream; it has no id, so that a reader goes on where it was. */
  byte[] frame() {
    String data = "{\"code\":\"%s\",\"detail\":\"%s\"}".formatted(code, detail);
    return ServerSentEvents.named("end", data.getBytes(US_ASCII));
  }
}
