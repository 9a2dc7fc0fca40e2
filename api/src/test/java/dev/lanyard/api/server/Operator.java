package dev.lanyard.api.server;

import java.nio.file.Path;

/** The operator of a first start, as {@code bootstrap.json} tells it. */
record Operator(
    String tenantId,
    String subscriptionId,
    String clientId,
    String clientSecret,
    String certificateFile) {

  /** The operator of a data folder. */
  static Operator of(Path data) {
    var told = Tokens.bootstrap(data);
    return new Operator(
        told.path("tenantId").asString(),
        told.path("subscriptionId").asString(),
        told.path("clientId").asString(),
        told.path("clientSecret").asString(),
        told.path("certificateFile").asString());
  }
}
