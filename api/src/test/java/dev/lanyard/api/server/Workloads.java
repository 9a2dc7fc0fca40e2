package dev.lanyard.api.server;

import dev.lanyard.api.server.Client.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Makes resources with identities, and asks for tokens as what runs on them does. */
final class Workloads {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Client http;
  private final String group;

  /** Works in a resource group, which is made. */
  Workloads(Client http, String groupName) {
    this.http = http;
    this.group = "/subscriptions/" + Story.subscriptionId(http) + "/resourceGroups/" + groupName;
    Story.done(http.arm("PUT", group, "{\"location\": \"westeurope\"}"));
  }

  /** A reply of a token endpoint. */
  record Reply(int status, HttpHeaders headers, JsonNode json) {
    String text(String member) {
      return json.path(member).asString();
    }
  }

  /** A machine with an identity block of a type; its path. */
  String machine(String name, String identityType) {
    return put("Microsoft.Compute/virtualMachines/" + name, "{\"type\": \"" + identityType + "\"}");
  }

  /** A machine with one user-assigned identity; its path. */
  String machineWith(String name, String userIdentity) {
    return put(
        "Microsoft.Compute/virtualMachines/" + name,
        "{\"type\": \"UserAssigned\", \"userAssignedIdentities\": {\"" + userIdentity + "\": {}}}");
  }

  /** A machine with user-assigned identities, and one of its own or not; its path. */
  String machineWith(String name, List<String> userIdentities, boolean system) {
    String block =
        userIdentities.stream()
            .map(identity -> "\"" + identity + "\": {}")
            .collect(Collectors.joining(", "));
    return put(
        "Microsoft.Compute/virtualMachines/" + name,
        "{\"type\": \"%s\", \"userAssignedIdentities\": {%s}}"
            .formatted(system ? "SystemAssigned, UserAssigned" : "UserAssigned", block));
  }

  /** A resource without an identity; its path. */
  String resource(String typeAndName) {
    return put(typeAndName, "{\"type\": \"None\"}");
  }

  private String put(String resource, String identity) {
    String path = group + "/providers/" + resource;
    String body = "{\"location\": \"westeurope\", \"identity\": " + identity + "}";
    Story.done(http.arm("PUT", path, body));
    return path;
  }

  /** A user-assigned identity; its path. */
  String userIdentity(String name) {
    String path = group + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/" + name;
    Story.done(http.arm("PUT", path, "{\"location\": \"westeurope\"}"));
    return path;
  }

  /** Gives a resource an endpoint by a secret in a header. */
  Endpoint byHeader(String resource) {
    Answer made = credential(resource, "EndpointSecret");
    return new Endpoint(
        made.text("/properties/identityEndpoint"), made.text("/properties/identityHeader"));
  }

  /** Gives a resource an endpoint by a secret in the path. */
  Endpoint byPath(String resource) {
    Answer made = credential(resource, "EndpointPath");
    return new Endpoint(made.text("/properties/podIdentityAuthorityHost"), "");
  }

  /** Gives a resource a credential. */
  Answer credential(String resource, String kind) {
    return Story.done(
        http.arm(
            "POST",
            resource + "/providers/Lanyard.Workload/credentials",
            "{\"properties\": {\"kind\": \"" + kind + "\"}}"));
  }

  /** Where one resource's workloads ask. */
  record Endpoint(String url, String secret) {

    /** What a program on the resource finds in its environment, in the style of App Service. */
    Map<String, String> appServiceEnvironment() {
      return Map.of("IDENTITY_ENDPOINT", url, "IDENTITY_HEADER", secret);
    }

    /** What a program on the resource finds in its environment, in a machine's style. */
    Map<String, String> metadataEnvironment() {
      return Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", url);
    }

    /** The same with another secret, in the header or in the path. */
    Endpoint with(String guess) {
      return secret.isEmpty()
          ? new Endpoint(url.substring(0, url.lastIndexOf('.') + 1) + guess, "")
          : new Endpoint(url, guess);
    }

    /** Asks in the style of App Service, with the secret in a header. */
    Reply appService(String query, String header) {
      return send(url + "?" + query, header, secret);
    }

    /** Asks in the style of a machine's metadata service. */
    Reply metadata(String query) {
      return send(
          url + "/metadata/identity/oauth2/token?api-version=2018-02-01&" + query,
          "Metadata",
          "true");
    }
  }

  /** Asks a workload port for any path. */
  static Reply get(int port, String pathAndQuery, String... headers) {
    return send("http://localhost:" + port + pathAndQuery, headers);
  }

  private static Reply send(String url, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      var reply = CLIENT.send(request.build(), BodyHandlers.ofString());
      return new Reply(reply.statusCode(), reply.headers(), Client.JSON.readTree(reply.body()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
