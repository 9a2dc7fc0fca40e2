package dev.lanyard.api.authority;

import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.domain.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The documents by which clients find the authority's endpoints (CONTRACT, section 2; OpenID
 * Connect Discovery 1.0, section 3).
 */
final class Discovery {
  private final Endpoints endpoints;

  Discovery(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  /**
   * The document of version 2.0.
   *
   * @param tenant as it was asked for: the endpoints keep the name
   */
  Json openIdV2(String tenant) {
    return document(
        endpoints.issuerV2(),
        endpoints.base() + "/" + tenant,
        "/oauth2/v2.0",
        endpoints.authority() + "/discovery/v2.0/keys");
  }

  /** The document of version 1.0. */
  Json openIdV1(String tenant) {
    return document(
        endpoints.issuer(),
        endpoints.base() + "/" + tenant,
        "/oauth2",
        endpoints.authority() + "/discovery/keys");
  }

  /** The document that lets old clients use an authority of their own, with the newer endpoint. */
  Json openIdAdfs() {
    return document(
        endpoints.issuer(),
        endpoints.base() + "/adfs",
        "/oauth2/v2.0",
        endpoints.authority() + "/discovery/keys");
  }

  private Json document(String issuer, String authority, String oauth, String keys) {
    return new JsonBuilder()
        .text("token_endpoint", authority + oauth + "/token")
        .texts(
            "token_endpoint_auth_methods_supported",
            List.of("client_secret_post", "private_key_jwt", "client_secret_basic"))
        .text("jwks_uri", keys)
        .text("introspection_endpoint", endpoints.introspection())
        .texts("response_modes_supported", List.of("query", "fragment", "form_post"))
        .texts("subject_types_supported", List.of("pairwise"))
        .texts("id_token_signing_alg_values_supported", List.of("RS256", "ES256"))
        .texts("response_types_supported", List.of("code", "id_token", "token"))
        .texts("scopes_supported", List.of("openid", "profile", "email", "offline_access"))
        .texts("grant_types_supported", List.of("client_credentials"))
        .text("issuer", issuer)
        .json("request_uri_parameter_supported", new Json.Bool(false))
        .text("authorization_endpoint", authority + oauth + "/authorize")
        .text("device_authorization_endpoint", authority + oauth + "/devicecode")
        .text("end_session_endpoint", authority + oauth + "/logout")
        .texts(
            "claims_supported",
            List.of("sub", "iss", "aud", "exp", "iat", "nbf", "tid", "ver", "oid", "appid"))
        .json("tenant_region_scope", new Json.Null())
        .text("cloud_instance_name", endpoints.hostAndPort())
        .text("cloud_graph_host_name", endpoints.hostAndPort())
        .text("msgraph_host", endpoints.hostAndPort())
        .build();
  }

  /**
   * The document of instance discovery.
   *
   * @param authorization the endpoint that a client means to use
   * @return empty where its host is not ours
   */
  Optional<Json> instance(String authorization) {
    return host(authorization)
        .filter(endpoints::isOwnHost)
        .map(
            host ->
                new JsonBuilder()
                    .text(
                        "tenant_discovery_endpoint",
                        endpoints.issuerV2() + "/.well-known/openid-configuration")
                    .text("api-version", "1.1")
                    .json("metadata", new Json.Arr(List.of(metadata(host))))
                    .build());
  }

  /** Some clients name the host without its port: it is known by both. */
  private Json metadata(String host) {
    var network = endpoints.hostAndPort();
    return new JsonBuilder()
        .text("preferred_network", network)
        .text("preferred_cache", network)
        .texts("aliases", Stream.of(network, host).distinct().toList())
        .build();
  }

  private static Optional<String> host(String url) {
    try {
      return Optional.ofNullable(new URI(url).getHost());
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }
}
