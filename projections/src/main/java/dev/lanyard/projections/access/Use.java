package dev.lanyard.projections.access;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import java.time.Instant;
import java.util.Optional;

/**
 * The last token that a principal got by one way for one audience.
 *
 * @param principal whose token it is
 * @param through the resource that asked, as it was spelled then; empty where none did
 * @param audience for which resource server, as the record has it
 * @param position of the record of that token in the access log
 * @param at when it was recorded
 * @param tokenId the token's {@code uti}
 * @param count how many tokens were issued so, this one included; after the view was rebuilt, of
 *     those whose records were kept
 */
public record Use(
    PrincipalId principal,
    Optional<ResourcePath> through,
    String audience,
    long position,
    Instant at,
    String tokenId,
    long count) {}
