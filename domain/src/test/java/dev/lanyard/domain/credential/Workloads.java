package dev.lanyard.domain.credential;

import static dev.lanyard.domain.Samples.ADDED;
import static dev.lanyard.domain.Samples.GROUP_CREATED;
import static dev.lanyard.domain.Samples.SHARED_CREATED;
import static dev.lanyard.domain.Samples.VM;
import static dev.lanyard.domain.Samples.VM2_CREATED;
import static dev.lanyard.domain.Samples.VM_CREATED;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Given;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.WorkloadCredential.Kind;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.WorkloadCredentialEvent.Cause;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialIssued;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRevoked;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRotated;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Two machines, and credentials for them. */
final class Workloads {
  static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
  static final WorkloadCredential SECRET = hourly(1, Kind.ENDPOINT_SECRET);
  static final WorkloadCredential NEXT = hourly(2, Kind.ENDPOINT_SECRET);
  static final WorkloadCredential CODE = hourly(3, Kind.ENROLMENT_CODE);
  static final WorkloadCredential CERTIFICATE = hourly(4, Kind.CERTIFICATE);

  private Workloads() {}

  static <C extends LifecycleCommand, S> Given<C, S> machines(
      Rule<C, S> rule, LifecycleEvent... more) {
    return Given.given(rule, ADDED, GROUP_CREATED, VM_CREATED, VM2_CREATED, SHARED_CREATED)
        .and(more);
  }

  static CredentialId id(int number) {
    return new CredentialId(new UUID(6, number));
  }

  /** Valid from now on for an hour. */
  static WorkloadCredential hourly(int number, Kind kind) {
    return valid(number, kind, 0, 3_600);
  }

  /** Valid from so many seconds after now until so many after. */
  static WorkloadCredential valid(int number, Kind kind, long from, long until) {
    return new WorkloadCredential(
        id(number),
        kind,
        kind == Kind.CERTIFICATE ? Optional.of("A".repeat(43)) : Optional.empty(),
        NOW.plusSeconds(from),
        NOW.plusSeconds(until));
  }

  static CredentialIssued issued(WorkloadCredential credential) {
    return new CredentialIssued(VM, credential);
  }

  static CredentialRevoked revoked(WorkloadCredential credential, Cause cause) {
    return new CredentialRevoked(VM, credential.id(), cause);
  }

  static CredentialRotated rotated(
      WorkloadCredential replaced, long until, WorkloadCredential next) {
    return new CredentialRotated(VM, replaced.id(), NOW.plusSeconds(until), next);
  }

  /** As many of a kind as a resource may have. */
  static LifecycleEvent[] most(Kind kind) {
    return IntStream.range(0, WorkloadCredential.OF_A_KIND_MAX)
        .mapToObj(number -> issued(hourly(100 + number, kind)))
        .toArray(LifecycleEvent[]::new);
  }
}
