package dev.lanyard.api.sdk;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program on a resource: its environment says where it runs. Each line that it reads is a list of
 * what it is to do; for each item it prints one line of JSON.
 */
public final class Ask {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, SecretClient> vaults = new HashMap<>();

  private Ask() {}

  /** Runs the program until there are no more lines. */
  public static void main(String[] arguments) throws IOException {
    var program = new Ask();
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      for (JsonNode asked : JSON.readTree(line)) {
        System.out.println(JSON.writeValueAsString(program.outcome(asked)));
      }
    }
    // Threads of the clients' pools would keep the process alive for a minute.
    System.exit(0);
  }

  private Map<String, String> outcome(JsonNode asked) {
    try {
      return answer(asked);
    } catch (RuntimeException failure) {
      // Of federation the client tells failures by no class of its own.
      return Map.of(
          "error",
          failure.getClass().getSimpleName(),
          "message",
          Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
              .map(Throwable::toString)
              .collect(Collectors.joining("; ")));
    }
  }

  private Map<String, String> answer(JsonNode asked) {
    if (asked.has("vault")) {
      SecretClient vault =
          vaults.computeIfAbsent(asked.path("vault").asString(), _ -> vault(asked));
      return Map.of("secret", vault.getSecret(asked.path("secret").asString()).getValue());
    }
    var request = new TokenRequestContext().addScopes(asked.path("scope").asString());
    return Map.of("token", credential(asked).getTokenSync(request).getToken());
  }

  private static SecretClient vault(JsonNode asked) {
    return new SecretClientBuilder()
        .vaultUrl(asked.path("vault").asString())
        .credential(credential(asked))
        .disableChallengeResourceVerification()
        .buildClient();
  }

  private static TokenCredential credential(JsonNode asked) {
    return switch (asked.path("credential").asString()) {
      case "managed" -> managed(asked.path("selector").asString(), asked.path("id").asString());
      case "default" -> new DefaultAzureCredentialBuilder().build();
      case "workload" -> new WorkloadIdentityCredentialBuilder().disableInstanceDiscovery().build();
      case "secret" ->
          new ClientSecretCredentialBuilder()
              .authorityHost(System.getenv("AZURE_AUTHORITY_HOST"))
              .disableInstanceDiscovery()
              .tenantId(System.getenv("TENANT"))
              .clientId(System.getenv("CLIENT"))
              .clientSecret(System.getenv("SECRET"))
              .build();
      case "certificate" ->
          new ClientCertificateCredentialBuilder()
              .authorityHost(System.getenv("AZURE_AUTHORITY_HOST"))
              .disableInstanceDiscovery()
              .tenantId(System.getenv("TENANT"))
              .clientId(System.getenv("CLIENT"))
              .pemCertificate(System.getenv("CERTIFICATE"))
              .build();
      case String other -> throw new IllegalArgumentException("no credential " + other);
    };
  }

  private static TokenCredential managed(String selector, String id) {
    ManagedIdentityCredentialBuilder builder = new ManagedIdentityCredentialBuilder();
    return switch (selector) {
      case "clientId" -> builder.clientId(id).build();
      case "objectId" -> builder.objectId(id).build();
      case "resourceId" -> builder.resourceId(id).build();
      default -> builder.build();
    };
  }
}
