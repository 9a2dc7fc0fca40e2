package dev.lanyard.projections.audit;

import dev.lanyard.domain.Json;
import dev.lanyard.domain.ResourcePath;
import java.util.Optional;

/**
 * What one event says of its subject.
 *
 * @param subject the id of what it is about; the URI of an audience, the name of an issuer, the
 *     span of a summary, the position of an erased event
 * @param path where that is
 * @param facet which side of the subject
 * @param other what else names the facet: the attached identity, the name of a lock or of a
 *     federated credential; mostly empty
 * @param partial whether {@code after} says only what changed, and the rest stays as it was
 * @param after what is from then on; empty for what ended
 */
record Entry(
    String subject,
    Optional<ResourcePath> path,
    Facet facet,
    String other,
    boolean partial,
    Optional<Json.Obj> after) {

  /** The sides of subjects that change on their own. */
  enum Facet {
    THING,
    SYSTEM_IDENTITY,
    ATTACHMENT,
    SUBSCRIPTION,
    LOCK,
    ROLE,
    ASSIGNMENT,
    PRINCIPAL,
    CREDENTIAL,
    WORKLOAD_CREDENTIAL,
    FEDERATED_CREDENTIAL,
    TOKENS,
    USAGE,
    AUDIENCE,
    ISSUER,
    REPLAY,
    ERASURE
  }
}
