package dev.lanyard.api.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.api.start.Installation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds up somebody who wants to hold up the server, or to get past it. */
@TestInstance(Lifecycle.PER_CLASS)
class HardeningIT {
  private static final int PER_SECOND = 5;

  private Server server;
  private Client http;
  private Client known;

  @BeforeAll
  void start(@TempDir Path temp) throws Exception {
    server =
        Server.start(
            temp,
            "server.tomcat.connection-timeout=500ms",
            "server.tomcat.keep-alive-timeout=500ms",
            "LANYARD_RATE_PRINCIPAL=" + PER_SECOND);
    http = server.http();
    known = http.withToken(new Mint(server).good(server.part(Installation.class).operator()));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /** Sends bytes as they are, without an end, and reads until the server ends the connection. */
  private String raw(String text) throws IOException {
    URI uri = URI.create(http.base());
    try (var socket =
        Trust.of(http.data()).getSocketFactory().createSocket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      ByteArrayOutputStream reply = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(reply);
      return reply.toString(ISO_8859_1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET /subscr",
        "GET /subscriptions HTTP/1.1\r\nHost: local",
        "POST /common/oauth2/v2.0/token HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
            + " application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\ngrant_type="
      })
  void a_request_that_does_not_go_on_is_ended(String start) throws IOException {
    String reply = raw(start);
    assertThat(RawHttp.status(reply)).as(reply).isLessThan(500);
    assertThat(reply).doesNotContain("access_token");
  }

  /** More than the container has threads, to a route that needs no name. */
  @Test
  void many_bodies_that_do_not_come_stop_nobody_else(@TempDir Path temp) throws IOException {
    List<Socket> slow = new ArrayList<>();
    try (var patient = Server.start(temp)) {
      Client named = patient.http();
      assertThat(named.get("/subscriptions?api-version=2022-12-01").status()).isEqualTo(200);
      URI uri = URI.create(named.base());
      var sockets = Trust.of(temp).getSocketFactory();
      for (int at = 0; at < 240; at++) {
        Socket socket = sockets.createSocket(uri.getHost(), uri.getPort());
        slow.add(socket);
        String start =
            String.join(
                "\r\n",
                "POST /common/oauth2/v2.0/token HTTP/1.1",
                "Host: localhost",
                "Content-Length: 1000",
                "Content-Type: application/x-www-form-urlencoded",
                "",
                "g");
        socket.getOutputStream().write(start.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
      }
      long asked = System.nanoTime();
      assertThat(named.get("/subscriptions?api-version=2022-12-01").status()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(9));
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 4",
        "Transfer-Encoding: chunked, identity\r\nContent-Length: 5",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding : chunked",
        "Content-Length: 5\r\nContent-Length: 0",
        "Content-Length: 0\r\nContent-Length: 0",
        "Content-Length: +0"
      })
  void no_request_hides_in_another_ones_body(String lengths) throws IOException {
    String reply =
        raw(
            "POST /common/oauth2/v2.0/token HTTP/1.1\r\nHost: localhost\r\n"
                + lengths
                + "\r\n\r\n0\r\n\r\nGET /metadata/endpoints?api-version=1 HTTP/1.1\r\nHost:"
                + " localhost\r\n\r\n");
    assertThat(RawHttp.status(reply)).as(reply).isBetween(400, 501);
    assertThat(reply.split("HTTP/1.1 ", -1)).as(reply).hasSize(2);
  }

  @Test
  void errors_of_every_surface_have_the_headers_of_a_careful_server() throws IOException {
    for (String request :
        List.of(
            "GET /subscriptions",
            "GET /v1.0/me",
            "GET /audit/events",
            "GET /nowhere",
            "GET /error",
            "POST /common/oauth2/v2.0/token",
            "GET /strange/v2.0/.well-known/openid-configuration",
            "GET /subscriptions/%00",
            "GET /subscriptions/[x]",
            "GET /" + "x".repeat(2_100),
            "TRACE /subscriptions")) {
      String reply = RawHttp.send(http, request + " HTTP/1.1", "").toLowerCase(Locale.ROOT);
      String shown = request.substring(0, Math.min(60, request.length())) + "\n" + reply;
      assertThat(reply).as(shown).startsWith("http/1.1 4");
      for (String header :
          List.of(
              "strict-transport-security: max-age=31536000",
              "x-content-type-options: nosniff",
              "x-frame-options: deny",
              "referrer-policy: no-referrer",
              "cache-control: no-")) {
        assertThat(reply.split(header, -1)).as("%s once in %s", header, shown).hasSize(2);
      }
      assertThat(reply).as(shown).doesNotContain("server:", "x-powered-by", "set-cookie");
    }
  }

  @Test
  void no_other_site_is_told_that_it_may_read() {
    for (String path :
        List.of("/subscriptions", "/v1.0/me", "/audit/events", "/metadata/endpoints")) {
      for (String method : List.of("GET", "OPTIONS")) {
        Answer answer =
            http.anonymous()
                .send(
                    method,
                    path,
                    "",
                    "Origin",
                    "https://evil.example",
                    "Access-Control-Request-Method",
                    "GET",
                    "Access-Control-Request-Headers",
                    "authorization");
        assertThat(answer.status()).as(method + " " + path).isIn(200, 400, 401);
        assertThat(answer.reply().headers().map().keySet())
            .as(method + " " + path)
            .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/subscriptions?api-version=2022-12-01", "/v1.0/me", "/audit/events"})
  void a_principal_that_asks_too_often_is_told_so_in_the_form_of_the_surface(String path) {
    toldToWait(exhaust(known, path), path);
  }

  @Test
  void so_is_an_address_before_anything_is_done_for_it(@TempDir Path temp) {
    try (var limited = Server.start(temp, "LANYARD_RATE_ADDRESS=" + PER_SECOND)) {
      for (String path : List.of("/subscriptions", "/v1.0/me", "/audit/events")) {
        toldToWait(exhaust(limited.http().anonymous(), path), path);
      }
      Answer token =
          Tokens.ask(limited.http().anonymous(), "/common/oauth2/token", Map.of("a", "b"));
      for (int i = 0; i < 100 * PER_SECOND && token.status() != 429; i++) {
        token = Tokens.ask(limited.http().anonymous(), "/common/oauth2/token", Map.of("a", "b"));
      }
      toldToWait(token, "/common/oauth2/token");
    }
  }

  private static Answer exhaust(Client client, String path) {
    Answer last = client.get(path);
    for (int i = 0; i < 100 * PER_SECOND && last.status() != 429; i++) {
      last = client.get(path);
    }
    return last;
  }

  private static void toldToWait(Answer answer, String path) {
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.reply().headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
    boolean azure = path.startsWith("/subscriptions") || path.startsWith("/v1.0");
    assertThat(answer.text(azure ? "/error/code" : "/code")).isEqualTo("TooManyRequests");
  }
}
