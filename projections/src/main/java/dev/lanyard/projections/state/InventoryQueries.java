package dev.lanyard.projections.state;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import java.util.List;
import java.util.Optional;

/**
 * Questions about what there is that listings ask beside the things themselves, as of a commit as
 * in {@link StateQueries}.
 */
public interface InventoryQueries {
  /** Most types that are told. */
  int TYPES_MAX = 1_000;

  /**
   * The types of the resources that live in a subscription, as the first of each was written; at
   * most {@link #TYPES_MAX}.
   *
   * @param namespace only those of this one, in any case
   */
  List<String> typesInUse(SubscriptionId subscription, Optional<String> namespace, long asOf);

  /**
   * Whether a resource of a type lives at a place or below it.
   *
   * @param type a full type, in any case
   */
  boolean isInUse(String type, ResourcePath within, long asOf);

  /** Since when a resource or user-assigned identity lives, and when it changed; empty if none. */
  Optional<Lifetime> lifetime(ResourcePath path, long asOf);
}
