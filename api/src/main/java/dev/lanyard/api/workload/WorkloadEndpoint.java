package dev.lanyard.api.workload;

import dev.lanyard.api.RequestMarks;
import dev.lanyard.api.http.WorkloadPort;
import dev.lanyard.api.security.Freshness;
import dev.lanyard.api.security.access.TurnedAway;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.WorkloadCredential.Kind;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.projections.ViewUnavailable;
import dev.lanyard.projections.state.ProvenResource;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.projections.state.WorkloadQueries;
import dev.lanyard.tokens.ClientSecrets;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The token endpoints on the plain HTTP port (CONTRACT 3.1 and 3.2): finds out on which resource a
 * workload runs, by a secret in a header or in the path, and answers with a token of an identity on
 * it. Requests that prove no resource are counted by address; all others are on record.
 */
public final class WorkloadEndpoint implements WorkloadPort.Endpoint {
  private final Forwarding forwarding;
  private final WorkloadQueries state;
  private final ClientSecrets secrets;
  private final WorkloadTokens tokens;
  private final Freshness freshness;
  private final TurnedAway turnedAway;
  private final boolean paths;
  private final InstantSource clock;

  /**
   * Makes an endpoint of these parts.
   *
   * @param paths whether a secret in the path proves a resource
   */
  public WorkloadEndpoint(
      Forwarding forwarding,
      WorkloadQueries state,
      ClientSecrets secrets,
      WorkloadTokens tokens,
      Freshness freshness,
      TurnedAway turnedAway,
      boolean paths,
      InstantSource clock) {
    this.forwarding = forwarding;
    this.state = state;
    this.secrets = secrets;
    this.tokens = tokens;
    this.freshness = freshness;
    this.turnedAway = turnedAway;
    this.paths = paths;
    this.clock = clock;
  }

  @Override
  public boolean matches(List<String> path) {
    return WorkloadAddress.of(path).isPresent();
  }

  @Override
  public void serve(HttpServletRequest request, HttpServletResponse reply, List<String> path)
      throws IOException {
    try {
      var style = WorkloadRequest.Style.of(path, request);
      var workload = proved(request, style, WorkloadAddress.of(path).orElseThrow());
      var at = RequestMarks.of(request).circumstances(workload.position());
      tokens.admit(workload, at);
      var asked = asked(request, style, workload, at);
      WorkloadReplies.write(
          reply, style, tokens.issue(workload, asked.selector(), asked.resource(), at), clock);
    } catch (WorkloadRefusal refused) {
      WorkloadReplies.write(reply, refused.error());
    } catch (ViewUnavailable unavailable) {
      WorkloadReplies.write(reply, WorkloadError.unavailable());
    }
  }

  /** Who does not prove a resource is counted by its address. */
  private ProvenResource proved(
      HttpServletRequest request, WorkloadRequest.Style style, WorkloadAddress address) {
    try {
      forwarding.refuse(request);
      style.requireMetadata(request);
      return switch (address) {
        case WorkloadAddress.ByHeader(var credential) ->
            proved(credential, Kind.ENDPOINT_SECRET, style.secret(request).orElse(""))
                .orElseThrow(() -> WorkloadError.unproven().refusal());
        case WorkloadAddress.ByPath(var credential, var secret) when paths ->
            proved(credential, Kind.ENDPOINT_PATH, secret)
                .orElseThrow(() -> WorkloadError.noEndpoint().refusal());
        case WorkloadAddress.ByPath _, WorkloadAddress.Nowhere _ ->
            throw WorkloadError.noEndpoint().refusal();
      };
    } catch (WorkloadRefusal unproven) {
      turnedAway.count(request.getRemoteAddr(), unproven.error().error());
      throw unproven;
    }
  }

  /** Who has proved a resource and asks what cannot be answered is on record. */
  private WorkloadRequest asked(
      HttpServletRequest request,
      WorkloadRequest.Style style,
      ProvenResource workload,
      Circumstances at)
      throws IOException {
    try {
      return WorkloadRequest.of(request, style);
    } catch (WorkloadRefusal malformed) {
      tokens.refuse(workload, "?", malformed.error().text(), at);
      throw malformed;
    }
  }

  /** The secret is compared whoever asks, so that the time tells nothing. */
  private Optional<ProvenResource> proved(CredentialId id, Kind kind, String secret) {
    if (!freshness.isCurrent()) {
      throw WorkloadError.unavailable().refusal();
    }
    boolean matches = secrets.matches(id, secret);
    return state
        .byCredential(id, StateQueries.CURRENT)
        .filter(_ -> matches)
        .filter(workload -> workload.credential().kind() == kind)
        .filter(workload -> workload.credential().counts(clock.instant()));
  }
}
