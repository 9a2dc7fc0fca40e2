package dev.lanyard.benchmarks.http;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gets tokens of a server, as a client does. */
final class Login {
  private Login() {}

  /**
   * Logs in by the secret of {@code bootstrap.json}.
   *
   * @return the server with the operator's token
   */
  static Peer asOperator(Peer server, Path data) throws IOException {
    String bootstrap = Files.readString(data.resolve("bootstrap.json"));
    return as(server, member(bootstrap, "clientId"), member(bootstrap, "clientSecret"));
  }

  /**
   * Makes a service principal without any right, and logs in as it.
   *
   * @return the server with that principal's token
   */
  static Peer asStranger(Peer operator) throws IOException {
    String principal = "/principals/" + UUID.randomUUID();
    String client = UUID.randomUUID().toString();
    try (KeepAlive connection = new KeepAlive(operator)) {
      connection.send("PUT", principal, servicePrincipal(client)).accepted();
      String credential =
          connection
              .send("POST", principal + "/credentials", "{\"kind\":\"secret\"}")
              .accepted()
              .body();
      return as(operator.withoutToken(), client, member(credential, "secret"));
    }
  }

  private static String servicePrincipal(String client) {
    return "{\"type\":\"ServicePrincipal\",\"issuer\":\"urn:lanyard:local\",\"subject\":\""
        + client
        + "\"}";
  }

  private static Peer as(Peer server, String client, String secret) throws IOException {
    String form =
        "grant_type=client_credentials&scope="
            + encoded("https://management.azure.com/.default")
            + "&client_id="
            + encoded(client)
            + "&client_secret="
            + encoded(secret);
    try (KeepAlive connection = new KeepAlive(server)) {
      String reply =
          connection
              .send("POST", "/common/oauth2/v2.0/token", "application/x-www-form-urlencoded", form)
              .accepted()
              .body();
      return server.with(member(reply, "access_token"));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String member(String json, String name) throws IOException {
    Matcher member = Pattern.compile("\"" + name + "\" *: *\"([^\"]*)\"").matcher(json);
    if (!member.find()) {
      throw new IOException("no " + name);
    }
    return member.group(1);
  }
}
