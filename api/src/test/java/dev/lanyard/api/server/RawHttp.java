package dev.lanyard.api.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;

/** Sends bytes that no HTTP client would send. */
final class RawHttp {
  private RawHttp() {}

  /**
   * Sends one request and reads until the server closes.
   *
   * @param requestLine with its headers, without the empty line; {@code Host} and {@code
   *     Connection} are added
   * @param body sent as Latin-1
   * @return the whole reply, empty if the server said nothing
   */
  static String send(Client http, String requestLine, String body) throws IOException {
    URI uri = URI.create(http.base());
    try (Socket socket =
        Trust.of(http.data()).getSocketFactory().createSocket(uri.getHost(), uri.getPort())) {
      return exchange(socket, requestLine, body);
    }
  }

  /** Sends one request in clear to a port on the loopback address. */
  static String sendInClear(int port, String requestLine, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return exchange(socket, requestLine, body);
    }
  }

  /** Sends one request in clear with these headers alone, and tells the status of the reply. */
  static int statusOf(int port, String requestLine) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return status(sent(socket, requestLine + "\r\nConnection: close\r\n\r\n"));
    }
  }

  private static String exchange(Socket socket, String requestLine, String body)
      throws IOException {
    return sent(socket, requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n" + body);
  }

  private static String sent(Socket socket, String request) throws IOException {
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    socket.getInputStream().transferTo(reply);
    return reply.toString(ISO_8859_1);
  }

  static int status(String reply) {
    return reply.startsWith("HTTP/1.1 ") ? Integer.parseInt(reply.substring(9, 12)) : 0;
  }

  static String body(String reply) {
    return reply.substring(reply.indexOf("\r\n\r\n") + 4);
  }
}
