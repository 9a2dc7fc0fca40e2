package dev.lanyard.api.http;

import jakarta.servlet.http.HttpServletRequest;

/** Where this server is, as the client that asks wrote it. */
public final class Origin {
  private Origin() {}

  /** Scheme, host and, where it is not the usual one, port: the start of absolute links. */
  public static String of(HttpServletRequest request) {
    int port = request.getServerPort();
    boolean usual = port == (request.isSecure() ? 443 : 80);
    return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + port);
  }
}
