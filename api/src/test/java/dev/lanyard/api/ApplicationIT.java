package dev.lanyard.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ApplicationIT {

  @LocalServerPort private int port;

  @Test
  void a_started_server_reports_that_it_is_healthy() throws Exception {
    var health = URI.create("http://127.0.0.1:" + port + "/actuator/health");
    try (var client = HttpClient.newHttpClient()) {
      var reply = client.send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString());
      assertThat(reply.statusCode()).isEqualTo(200);
      assertThat(reply.body()).contains("UP");
    }
  }
}
