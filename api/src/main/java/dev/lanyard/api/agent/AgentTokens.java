package dev.lanyard.api.agent;

import dev.lanyard.api.agent.AgentIdentity.Proof;
import dev.lanyard.api.agent.ServerLink.Answer;
import dev.lanyard.api.authority.FormBody;
import dev.lanyard.api.workload.WorkloadError;
import dev.lanyard.tokens.WorkloadKey;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Gets tokens from the authority for who asks an agent. Each time it asks anew: the server keeps
 * tokens that are good, and what an agent kept would go on after the identity has ended.
 */
final class AgentTokens {
  private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  /** How workloads name an identity, in all spellings (CONTRACT 3.1). */
  private static final List<String> SELECTORS =
      List.of("client_id", "clientid", "object_id", "principal_id", "msi_res_id", "mi_res_id");

  /** The authority's names for those: the agent has a {@code client_id} of its own. */
  private static final String OF_IDENTITY = "mi_";

  /** That the agent itself is refused, not what is asked. */
  private static final Set<String> OF_AGENT = Set.of("invalid_client", "unauthorized_client");

  private static final int OK = 200;
  private static final int SECONDS_DIGITS_MAX = 6;

  private final AgentIdentity identity;
  private final ServerLink server;
  private final InstantSource clock;
  private final Consumer<String> say;

  /** Asks this server. */
  AgentTokens(
      AgentIdentity identity, ServerLink server, InstantSource clock, Consumer<String> say) {
    this.identity = identity;
    this.server = server;
    this.clock = clock;
    this.say = say;
  }

  /**
   * The authority's answer with a token.
   *
   * @param resource for whom it shall be, as it was asked for
   * @param query in which an identity may be named; whether it may, and only one, the server sees
   * @throws dev.lanyard.api.workload.WorkloadRefusal if there is none
   */
  Answer ask(String resource, FormBody query) {
    List<Proof> proofs = identity.proofs();
    for (Proof proof : proofs) {
      Answer answer = ask(proof, resource, query);
      if (!isOfAgent(answer)) {
        requireToken(answer);
        identity.accepted(proof);
        return answer;
      }
    }
    say.accept(
        "The server does not accept the certificate: revoked, over, or its resource is gone");
    throw new WorkloadError(
            401,
            "unauthorized",
            "The certificate of this machine's agent is not accepted",
            Optional.empty())
        .refusal();
  }

  private static boolean isOfAgent(Answer answer) {
    return answer.text("error").filter(OF_AGENT::contains).isPresent();
  }

  private Answer ask(Proof proof, String resource, FormBody query) {
    try {
      return server.post(
          "/" + identity.enrolled().tenant() + "/oauth2/v2.0/token", form(proof, resource, query));
    } catch (IOException failure) {
      say.accept("No token: " + failure.getMessage());
      throw WorkloadError.unavailable().refusal();
    }
  }

  private Map<String, String> form(Proof proof, String resource, FormBody query) {
    WorkloadKey key = proof.key();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", proof.client().toString());
    form.put("client_assertion_type", JWT_BEARER);
    form.put(
        "client_assertion",
        key.assertion(proof.client(), identity.enrolled().tokenEndpoint(), clock.instant()));
    form.put("resource", resource);
    for (String name : SELECTORS) {
      query
          .text(name)
          .ifPresent(
              value -> form.put(name.startsWith(OF_IDENTITY) ? name : OF_IDENTITY + name, value));
    }
    return form;
  }

  /** What the server refuses is told in its words, so that clients wait and try as they should. */
  private static void requireToken(Answer answer) {
    if (answer.status() == OK && answer.text("access_token").isPresent()) {
      return;
    }
    boolean known = answer.status() >= 400 && answer.text("error").isPresent();
    if (!known) {
      throw WorkloadError.unavailable().refusal();
    }
    throw new WorkloadError(
            answer.status(),
            answer.text("error").orElseThrow(),
            answer.text("error_description").orElse("No token can be issued"),
            answer.retryAfter().flatMap(AgentTokens::seconds))
        .refusal();
  }

  private static Optional<Duration> seconds(String text) {
    return text.matches("[0-9]{1," + SECONDS_DIGITS_MAX + "}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
        : Optional.empty();
  }
}
