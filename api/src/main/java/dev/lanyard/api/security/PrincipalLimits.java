package dev.lanyard.api.security;

import dev.lanyard.domain.PrincipalId;

/**
 * What each principal may do how often.
 *
 * @param requests any request that needs a name
 * @param refusals being refused, by the authority or any other surface, with a record of its own
 * @param tokens asking the authority for a token, with a proof that holds
 */
public record PrincipalLimits(
    Limit<PrincipalId> requests, Limit<PrincipalId> refusals, Limit<PrincipalId> tokens) {}
