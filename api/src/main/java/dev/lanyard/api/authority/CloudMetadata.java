package dev.lanyard.api.authority;

import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.domain.Json;
import java.util.List;
import java.util.Set;

/**
 * What {@code /metadata/endpoints} tells clients that register this server as a cloud (CONTRACT
 * 4.1, first row).
 */
final class CloudMetadata {
  private static final String OLD = "2015-01-01";
  private static final Set<String> LISTS = Set.of("2018-05-01", "2019-05-01", "2020-06-01");
  private static final List<String> AUDIENCES =
      List.of("https://management.core.windows.net/", "https://management.azure.com/");

  private final Endpoints endpoints;

  CloudMetadata(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  /** The metadata in the form of an api-version; unknown ones get the newest. */
  Json of(String apiVersion) {
    if (apiVersion.equals(OLD)) {
      return old();
    }
    return LISTS.contains(apiVersion) ? new Json.Arr(List.of(cloud())) : cloud();
  }

  /** Who asks for it can use an authority of its own under this name only (CONTRACT, 7). */
  private Json old() {
    var base = endpoints.base();
    return new JsonBuilder()
        .text("galleryEndpoint", base + "/")
        .text("graphEndpoint", base + "/")
        .text("portalEndpoint", base + "/")
        .json(
            "authentication",
            new JsonBuilder()
                .text("loginEndpoint", base + "/adfs")
                .texts("audiences", AUDIENCES)
                .build())
        .build();
  }

  private Json cloud() {
    var base = endpoints.base();
    return new JsonBuilder()
        .text("name", "Lanyard")
        .text("portal", base)
        .json(
            "authentication",
            new JsonBuilder()
                .text("loginEndpoint", base)
                .texts("audiences", AUDIENCES)
                .text("tenant", "common")
                .text("identityProvider", "AAD")
                .build())
        .text("resourceManager", base + "/")
        .text("graph", base + "/")
        .text("graphAudience", base + "/")
        .text("microsoftGraphResourceId", base + "/")
        .text("batch", "https://batch.core.windows.net/")
        .text("media", "https://rest.media.azure.net")
        .text("vmImageAliasDoc", base + "/")
        .text("activeDirectoryDataLake", "https://datalake.azure.net/")
        .text("sqlManagement", base + "/")
        .text("gallery", base + "/")
        .json("suffixes", suffixes())
        .build();
  }

  private static Json suffixes() {
    return new JsonBuilder()
        .text("keyVaultDns", "vault.localhost")
        .text("storage", "storage.localhost")
        .text("acrLoginServer", "registry.localhost")
        .text("sqlServerHostname", "database.localhost")
        .text("azureDataLakeStoreFileSystem", "datalake.localhost")
        .text("azureDataLakeAnalyticsCatalogAndJob", "analytics.localhost")
        .text("mhsmDns", "hsm.localhost")
        .text("synapseAnalytics", "synapse.localhost")
        .text("mysqlServerEndpoint", "mysql.localhost")
        .text("mariadbServerEndpoint", "mariadb.localhost")
        .text("postgresqlServerEndpoint", "postgres.localhost")
        .build();
  }
}
