package dev.lanyard.api.server;

import dev.lanyard.api.Authorisation;
import dev.lanyard.api.Caller;
import dev.lanyard.api.Commands;
import dev.lanyard.api.FreshIds;
import dev.lanyard.api.agent.RunningAgent;
import dev.lanyard.api.start.Installation;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.WorkloadCredential.Kind;
import dev.lanyard.domain.command.WorkloadCredentialCommand.IssueCredential;
import dev.lanyard.domain.command.WorkloadCredentialCommand.RevokeCredential;
import dev.lanyard.domain.credential.WorkloadCredentialRules;
import dev.lanyard.tokens.ClientSecrets;
import dev.lanyard.tokens.WorkloadAuthority;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What operators do so that agents can enrol with a server, and what time does to it. */
record Enrolments(Server server) {
  private static final Duration CODE_VALID = Duration.ofMinutes(10);
  private static final Duration CERTIFICATE_VALID = Duration.ofDays(90);
  private static final Duration RENEWABLE_AFTER = Duration.ofDays(45);

  /** A fresh enrolment code for a resource. */
  String code(String resource) {
    return secret(resource, Kind.ENROLMENT_CODE, Duration.ZERO);
  }

  /** A secret of some kind that was issued some time ago, for ten minutes. */
  String secret(String resource, Kind kind, Duration ago) {
    CredentialId id = server.part(FreshIds.class).credential();
    String secret = server.part(ClientSecrets.class).issue(id);
    Instant from = now().minus(ago);
    issue(
        resource, new WorkloadCredential(id, kind, Optional.empty(), from, from.plus(CODE_VALID)));
    return id + "." + secret;
  }

  /** The credential that a code is of. */
  static CredentialId idOf(String code) {
    return CredentialId.parse("code", code.substring(0, code.indexOf('.')));
  }

  /** A certificate that was issued some time ago, as at an enrolment. */
  RunningAgent.Certificate certificate(String resource, Duration ago, String request) {
    CredentialId id = server.part(FreshIds.class).credential();
    var made =
        server
            .part(WorkloadAuthority.class)
            .issue(id, id.toString(), request, now().minus(ago), CERTIFICATE_VALID);
    issue(
        resource,
        new WorkloadCredential(
            id,
            Kind.CERTIFICATE,
            Optional.of(made.thumbprint()),
            made.notBefore(),
            made.notAfter()));
    return new RunningAgent.Certificate(
        new ClientId(id.value()),
        made.pem(),
        made.notAfter(),
        made.notBefore().plus(RENEWABLE_AFTER));
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  private void issue(String resource, WorkloadCredential credential) {
    var _ =
        server
            .part(Commands.class)
            .send(
                WorkloadCredentialRules.ISSUE,
                new IssueCredential(ResourcePath.parse("resource", resource), credential),
                operator(),
                Authorisation.ITSELF);
  }

  /** Takes a credential away. */
  void revoke(String resource, CredentialId credential) {
    var _ =
        server
            .part(Commands.class)
            .send(
                WorkloadCredentialRules.REVOKE,
                new RevokeCredential(ResourcePath.parse("resource", resource), credential),
                operator(),
                Authorisation.ITSELF);
  }

  private Caller operator() {
    return Caller.itself(server.part(Installation.class).operator());
  }

  /** What an agent of this server is told at its start. */
  List<String> options(Path state, String... more) {
    Client http = server.http();
    List<String> options =
        new ArrayList<>(
            List.of(
                "--server", http.base(),
                "--ca", http.data().resolve("tls").resolve("ca.pem").toString(),
                "--state", state.toString()));
    options.addAll(List.of(more));
    return options;
  }
}
