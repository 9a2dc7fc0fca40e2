package dev.lanyard.api.authority;

import dev.lanyard.domain.Audience;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import java.util.Optional;

/**
 * What a token says, whoever proved what to get it.
 *
 * @param bySecret whether a shared secret proved the client; else a key or another issuer did
 * @param asked the resource, exactly as it was asked for: the claim {@code aud}
 * @param audience what is registered for it
 * @param identity the user-assigned identity, or the resource whose system-assigned identity it is;
 *     empty for operators
 * @param resource where the workload runs; empty for operators, and for workloads outside
 * @param generation the index by which the token loses effect
 * @param decidedAt the position of the lifecycle ledger that it rests on
 */
public record TokenTerms(
    PrincipalId principal,
    ClientId client,
    boolean bySecret,
    String asked,
    Audience audience,
    Optional<ResourcePath> identity,
    Optional<ResourcePath> resource,
    long generation,
    long decidedAt) {}
