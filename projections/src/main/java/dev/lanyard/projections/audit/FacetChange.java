package dev.lanyard.projections.audit;

import dev.lanyard.domain.Json;
import java.util.Optional;

/**
 * How one side of something differs between two moments.
 *
 * @param kind which side of what
 * @param how it differs
 * @param id the uid of the thing; the id of a role, a grant, a principal or a credential; the URI
 *     of an audience, the name of an issuer
 * @param path where that is; the scope of a grant or lock; empty for roles and principals
 * @param name which of several it is: the uid of the attached identity, the name of a lock or of a
 *     federated credential, in lower case
 * @param before what was at the earlier moment, of that which differs; empty where it was not there
 * @param after what was at the later moment, likewise
 * @param deeds the events between the two that changed it
 */
public record FacetChange(
    Kind kind,
    How how,
    String id,
    Optional<String> path,
    Optional<String> name,
    Optional<Json.Obj> before,
    Optional<Json.Obj> after,
    Deeds deeds) {

  /** What differs. */
  public enum Kind {
    SUBSCRIPTION,
    GROUP,
    RESOURCE,
    USER_IDENTITY,
    SYSTEM_IDENTITY,
    ATTACHMENT,
    LOCK,
    ROLE,
    GRANT,
    PRINCIPAL,
    CREDENTIAL,
    WORKLOAD_CREDENTIAL,
    FEDERATED_CREDENTIAL,
    AUDIENCE,
    ISSUER
  }

  /** How something differs. */
  public enum How {
    /** It is there at the later moment only. */
    CAME,
    /** It was there at the earlier moment only. */
    WENT,
    /** It is there at both, and says something else. */
    CHANGED,
    /** It is there at neither, but was between them. */
    PASSED
  }
}
