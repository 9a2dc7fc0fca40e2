package dev.lanyard.benchmarks.http;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP/1.1 connection that is kept open, blocking, with nothing in it that the measurement does
 * not need: client and server share the same cores, so what the client saves the server gets.
 */
final class KeepAlive implements Closeable {
  private static final int BODY_BYTES_MAX = 1 << 20;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private final String header;

  /** Connects to a server on the loopback address. */
  KeepAlive(Peer peer) throws IOException {
    socket = peer.connect();
    header = peer.header().map(line -> line + "\r\n").orElse("");
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 16_384);
    out = socket.getOutputStream();
  }

  /**
   * Sends one request and reads its reply to the end.
   *
   * @param body JSON, or empty for none
   */
  Reply send(String method, String target, String body) throws IOException {
    return send(method, target, "application/json", body);
  }

  /** Sends one with a body of another type. */
  Reply send(String method, String target, String type, String body) throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        method
            + ' '
            + target
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n"
            + header
            + (content.length == 0 ? "" : "Content-Type: " + type + "\r\n")
            + "Content-Length: "
            + content.length
            + "\r\n\r\n";
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[start.length + content.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(content, 0, request, start.length, content.length);
    out.write(request);
    return read();
  }

  private Reply read() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.endsWith("chunked");
      }
    }
    return new Reply(status, chunked ? chunks() : text(length));
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
      body.append(text(size));
      line();
    }
    line();
    return body.toString();
  }

  private String text(int length) throws IOException {
    if (length > BODY_BYTES_MAX) {
      throw new IOException("reply of " + length + " bytes");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the server closed the connection");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** A status and a body. */
  record Reply(int status, String body) {
    /**
     * This reply, if its status is 2xx.
     *
     * @throws IOException otherwise, with the body
     */
    Reply accepted() throws IOException {
      return inHundred(2);
    }

    /**
     * This reply, if its status is of a hundred: 2 for success, 4 for a refusal.
     *
     * @throws IOException otherwise, with the body
     */
    Reply inHundred(int hundred) throws IOException {
      if (status / 100 != hundred) {
        throw new IOException("status " + status + ": " + body);
      }
      return this;
    }
  }
}
