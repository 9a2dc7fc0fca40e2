package dev.lanyard.api.history;

import dev.lanyard.domain.Json;
import dev.lanyard.projections.audit.FacetChange;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * How one side of something differs.
 *
 * @param kind which side of what
 * @param change Came, Went, Changed; Passed where it is there at neither moment, but was between
 * @param id the uid of the thing; the id of a role, a grant, a principal or a credential; the URI
 *     of an audience, the name of an issuer
 * @param path where that is; the scope of a grant or lock; absent for roles and principals
 * @param name which of several it is: the uid of the attached identity, the name of a lock or of a
 *     federated credential
 * @param before what was, of that which differs; absent where it was not there
 * @param after what is, likewise
 * @param events by which it changed, oldest first; of many the latest 20
 * @param eventCount how many there are
 */
public record StateDifference(
    @Schema(
            allowableValues = {
              "subscription",
              "group",
              "resource",
              "userIdentity",
              "systemIdentity",
              "attachment",
              "lock",
              "role",
              "grant",
              "principal",
              "credential",
              "workloadCredential",
              "federatedCredential",
              "audience",
              "issuer"
            })
        String kind,
    @Schema(allowableValues = {"Came", "Went", "Changed", "Passed"}) String change,
    String id,
    Optional<String> path,
    Optional<String> name,
    @Schema(implementation = Object.class) Optional<Json.Obj> before,
    @Schema(implementation = Object.class) Optional<Json.Obj> after,
    List<DeedBody> events,
    long eventCount)
    implements DiffItem {
  public StateDifference {
    events = List.copyOf(events);
  }

  static StateDifference of(FacetChange change) {
    return new StateDifference(
        word(change.kind()),
        word(change.how()),
        change.id(),
        change.path(),
        change.name(),
        change.before(),
        change.after(),
        change.deeds().latest().stream().map(DeedBody::of).toList(),
        change.deeds().count());
  }

  private static String word(FacetChange.Kind kind) {
    return switch (kind) {
      case SUBSCRIPTION -> "subscription";
      case GROUP -> "group";
      case RESOURCE -> "resource";
      case USER_IDENTITY -> "userIdentity";
      case SYSTEM_IDENTITY -> "systemIdentity";
      case ATTACHMENT -> "attachment";
      case LOCK -> "lock";
      case ROLE -> "role";
      case GRANT -> "grant";
      case PRINCIPAL -> "principal";
      case CREDENTIAL -> "credential";
      case WORKLOAD_CREDENTIAL -> "workloadCredential";
      case FEDERATED_CREDENTIAL -> "federatedCredential";
      case AUDIENCE -> "audience";
      case ISSUER -> "issuer";
    };
  }

  private static String word(FacetChange.How how) {
    return switch (how) {
      case CAME -> "Came";
      case WENT -> "Went";
      case CHANGED -> "Changed";
      case PASSED -> "Passed";
    };
  }
}
