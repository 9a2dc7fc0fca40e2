package dev.lanyard.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;

/** The form of replies to readers that stay: server-sent events (the HTML standard, 9.2). */
public final class ServerSentEvents {
  /** The type of such a reply, which is always in UTF-8. */
  public static final String MEDIA_TYPE = "text/event-stream";

  private ServerSentEvents() {}

  /** Sets the headers of a reply that such events follow in. */
  public static void open(HttpServletResponse reply) {
    reply.setContentType(MEDIA_TYPE + ";charset=UTF-8");
    reply.setHeader("Cache-Control", "no-store");
    // Proxies that gather a reply before they pass it on would hold back what is news.
    reply.setHeader("X-Accel-Buffering", "no");
  }

  /**
   * An event that a reader can go on behind.
   *
   * @param id its position
   * @param data a line of text in UTF-8
   * @return a block of the stream
   */
  public static byte[] at(long id, byte[] data) {
    return block("id: " + id, data);
  }

  /**
   * An event of a kind of its own.
   *
   * @param name the kind, in ASCII
   * @param data a line of text in UTF-8
   * @return a block of the stream
   */
  public static byte[] named(String name, byte[] data) {
    return block("event: " + name, data);
  }

  private static byte[] block(String first, byte[] data) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes((first + "\ndata: ").getBytes(UTF_8));
    block.writeBytes(data);
    block.writeBytes("\n\n".getBytes(UTF_8));
    return block.toByteArray();
  }
}
