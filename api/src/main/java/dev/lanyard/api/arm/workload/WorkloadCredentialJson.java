package dev.lanyard.api.arm.workload;

import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.WorkloadCredential;
import java.util.function.Consumer;

/** A workload's credential as ARM writes what hangs on a resource. */
final class WorkloadCredentialJson {
  private static final String TYPE = "Lanyard.Workload/credentials";

  private WorkloadCredentialJson() {}

  /** The credential, without what proves it. */
  static Json.Obj of(ResourcePath resource, WorkloadCredential credential) {
    return of(resource, credential, _ -> {});
  }

  /**
   * The credential.
   *
   * @param once adds to its properties what is told here and never again
   */
  static Json.Obj of(
      ResourcePath resource, WorkloadCredential credential, Consumer<JsonBuilder> once) {
    JsonBuilder properties = new JsonBuilder().text("kind", credential.kind());
    credential.thumbprint().ifPresent(text -> properties.text("thumbprint", text));
    properties
        .instant("notBefore", credential.notBefore())
        .instant("notAfter", credential.notAfter());
    once.accept(properties);
    return new JsonBuilder()
        .text("id", resource + "/providers/" + TYPE + "/" + credential.id())
        .text("name", credential.id())
        .text("type", TYPE)
        .json("properties", properties.build())
        .build();
  }
}
