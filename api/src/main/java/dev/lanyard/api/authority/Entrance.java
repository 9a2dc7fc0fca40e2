package dev.lanyard.api.authority;

import dev.lanyard.api.security.PrincipalLimits;
import dev.lanyard.api.workload.WorkloadRefusal;
import dev.lanyard.api.workload.WorkloadTokens;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.projections.state.ProvenResource;

/**
 * Lets in who has proved who it is: so often, and agents as often as workloads that ask by
 * themselves. Asked before the proof is used up, for that is a durable write. Who comes too often
 * is told 429, and counted as that by the limit.
 *
 * @param at the request that is let in
 */
record Entrance(PrincipalLimits limits, WorkloadTokens agents, Circumstances at) {

  /**
   * Lets a client in.
   *
   * @throws AuthorityRefusal if it has come too often
   */
  void admit(PrincipalId client) {
    limits
        .tokens()
        .tooMany(client, at.address().text().orElse("?"))
        .ifPresent(
            wait -> {
              throw AuthorityError.tooMany(wait).refusal();
            });
  }

  /**
   * Lets an agent of a resource in.
   *
   * @throws AuthorityRefusal if the resource's agents and workloads have come too often
   */
  void admit(ProvenResource resource) {
    try {
      agents.admit(resource, at);
    } catch (WorkloadRefusal tooOften) {
      throw AuthorityError.ofWorkload(tooOften.error()).refusal();
    }
  }
}
