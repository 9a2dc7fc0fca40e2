package dev.lanyard.api.access;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.access.Use;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The last token that a principal got by one way for one audience.
 *
 * @param principalId whose token it is
 * @param resourceId the resource that asked; absent where none did
 * @param audience for which resource server
 * @param lastUsedAt when it was issued
 * @param position of its record in the access log
 * @param tokenId its {@code uti}
 * @param count how many were issued so, as far as records are known
 */
public record UseBody(
    UUID principalId,
    Optional<String> resourceId,
    String audience,
    Instant lastUsedAt,
    long position,
    String tokenId,
    long count) {

  static UseBody of(Use use) {
    return new UseBody(
        use.principal().value(),
        use.through().map(ResourcePath::toString),
        use.audience(),
        use.at(),
        use.position(),
        use.tokenId(),
        use.count());
  }
}
