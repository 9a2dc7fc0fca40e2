package dev.lanyard.api.arm.workload;

import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.WorkloadCredential;
import java.util.function.IntSupplier;

/**
 * What is told of a credential once, where it is made: what a workload is given so that an
 * unmodified client proves the resource (CONTRACT 3.3).
 */
public final class OnceTold {
  private final IntSupplier workloadPort;

  /**
   * Makes what is told of a server.
   *
   * @param workloadPort on which it serves workloads in clear; asked for at each credential
   */
  public OnceTold(IntSupplier workloadPort) {
    this.workloadPort = workloadPort;
  }

  /** Adds the members to the properties of a credential. */
  void addTo(JsonBuilder properties, WorkloadCredential credential, String secret) {
    CredentialId id = credential.id();
    switch (credential.kind()) {
      case ENDPOINT_SECRET ->
          properties
              .text(
                  "identityEndpoint",
                  "http://localhost:%d/endpoints/%s/msi/token"
                      .formatted(workloadPort.getAsInt(), id))
              .text("identityHeader", secret);
      case ENDPOINT_PATH -> {
        // By number: a name would be looked up, and may be someone else's in a container.
        String host =
            "http://127.0.0.1:%d/local/%s.%s".formatted(workloadPort.getAsInt(), id, secret);
        properties.text("podIdentityAuthorityHost", host).text("msiEndpoint", host + "/msi/token");
      }
      case ENROLMENT_CODE -> properties.text("enrolmentCode", id + "." + secret);
      case CERTIFICATE -> {}
    }
  }
}
