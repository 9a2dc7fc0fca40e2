package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Azure's own clients in a process of their own, which learns from its environment where it runs:
 * they decide once a process where to get tokens.
 */
enum Sdk {
  JAVASCRIPT,
  JAVA;

  private static final String PASSWORD = "changeit";

  /** What a program is to do: get a token, or read a secret with one. */
  record Asked(Map<String, String> fields) {
    static final String VAULT_SCOPE = "https://vault.azure.net/.default";

    Asked {
      fields = Map.copyOf(fields);
    }

    /** A token by a kind of credential, for the vaults of Azure. */
    static Asked token(String credential) {
      return new Asked(Map.of("credential", credential, "scope", VAULT_SCOPE));
    }

    /** The same, for another scope. */
    Asked scope(String scope) {
      return with("scope", scope);
    }

    /** The same, of the identity that this names: clientId, objectId or resourceId. */
    Asked identity(String selector, String id) {
      return with("selector", selector).with("id", id);
    }

    /** A secret of a vault, by a kind of credential. */
    static Asked secret(String credential, String vault, String name) {
      return new Asked(Map.of("credential", credential, "vault", vault, "secret", name));
    }

    private Asked with(String field, String value) {
      Map<String, String> all = new LinkedHashMap<>(fields);
      all.put(field, value);
      return new Asked(all);
    }
  }

  /** What came of it. */
  record Outcome(JsonNode json) {
    /** The claims of the token that it got. */
    JsonNode claims() {
      assertThat(json.has("token")).as(toString()).isTrue();
      String payload = json.path("token").asString().split("\\.", -1)[1];
      return Client.JSON.readTree(
          new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    }

    /** The token. */
    String token() {
      return json.path("token").asString();
    }

    /** The secret that it read. */
    String secret() {
      return json.path("secret").asString();
    }

    /** The class of the error. */
    String error() {
      return json.path("error").asString();
    }

    /** What the error says. */
    String message() {
      return json.path("message").asString();
    }
  }

  /** Whether it can run here. */
  boolean isThere() {
    return this == JAVA || Node.isThere();
  }

  /**
   * Runs one program that does all that is asked, in its order.
   *
   * @param data the data folder of the server whose CA it trusts
   */
  List<Outcome> ask(Path data, Map<String, String> environment, List<Asked> asked) {
    try (var program = start(data, environment)) {
      return program.ask(asked);
    }
  }

  /** Starts a program that does what it is asked until it is closed. */
  SdkProgram start(Path data, Map<String, String> environment) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.put("NODE_EXTRA_CA_CERTS", data.resolve("tls/ca.pem").toString());
    try {
      return switch (this) {
        case JAVASCRIPT -> SdkProgram.start(Node.installed(), all, "node", "ask.mjs");
        case JAVA -> SdkProgram.start(data, all, javaProgram(data));
      };
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static String[] javaProgram(Path data) throws IOException, GeneralSecurityException {
    Path trusted = data.resolve("trusted.p12");
    if (Files.notExists(trusted)) {
      try (OutputStream out = Files.newOutputStream(trusted)) {
        Trust.store(data).store(out, PASSWORD.toCharArray());
      }
    }
    return new String[] {
      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
      "-Xmx128m",
      "-XX:TieredStopAtLevel=1",
      "-Djavax.net.ssl.trustStore=" + trusted,
      "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
      "-cp",
      System.getProperty("java.class.path"),
      "dev.lanyard.api.sdk.Ask"
    };
  }
}
