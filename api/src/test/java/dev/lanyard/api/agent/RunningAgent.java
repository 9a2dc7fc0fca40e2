package dev.lanyard.api.agent;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.TenantId;
import dev.lanyard.tokens.WorkloadKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An agent in this process, on a port of its own; what it says is kept. */
public final class RunningAgent implements AutoCloseable {
  private final Agent agent;
  private final List<String> said;

  private RunningAgent(Agent agent, List<String> said) {
    this.agent = agent;
    this.said = said;
  }

  /** Starts one with options; it renews when it is told. */
  public static RunningAgent start(InstantSource clock, List<String> options) {
    List<String> said = Collections.synchronizedList(new ArrayList<>());
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("--listen", "127.0.0.1:0"));
    try {
      return new RunningAgent(Agent.start(AgentSettings.of(all, Map.of()), clock, said::add), said);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Fills a folder as an enrolment does, with a certificate that somebody makes otherwise.
   *
   * @param base the server's
   * @param certificate the PEM for a request, and its client id
   */
  public static void enrolled(
      Path state, TenantId tenant, String base, Function<String, Certificate> certificate) {
    try (AgentFolder folder = AgentFolder.take(state)) {
      WorkloadKey key = folder.ensure("key-1.pem");
      Certificate made = certificate.apply(key.certificateRequest("agent"));
      key.certifiedBy(made.pem());
      folder.keep(
          new Enrolled(
              tenant,
              base + "/" + tenant + "/oauth2/v2.0/token",
              base + "/agents/renewal",
              new Enrolled.Held(made.client(), "key-1.pem"),
              Optional.empty(),
              made.notAfter(),
              made.renewAfter()));
    }
  }

  /** A certificate that was made otherwise. */
  public record Certificate(ClientId client, String pem, Instant notAfter, Instant renewAfter) {}

  /** What {@code AZURE_POD_IDENTITY_AUTHORITY_HOST} shall be. */
  public String base() {
    return "http://127.0.0.1:" + agent.address().getPort();
  }

  /** Has it look whether to renew. */
  public void look() {
    agent.renewal().look();
  }

  /** Its client ids: the current one, and the one before while that is kept. */
  public List<ClientId> clients() {
    return agent.identity().proofs().stream().map(AgentIdentity.Proof::client).toList();
  }

  /** What it has said. */
  public List<String> said() {
    return List.copyOf(said);
  }

  @Override
  public void close() {
    agent.close();
  }
}
