package dev.lanyard.api.agent;

import dev.lanyard.api.agent.Enrolled.Held;
import dev.lanyard.api.agent.ServerLink.Answer;
import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.tokens.WorkloadKey;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * By what an agent proves on which resource it runs: enrols once, renews, and keeps both in its
 * folder. While a renewed certificate has not been used yet, the one before it still counts, too.
 */
final class AgentIdentity {
  private static final String ENROLMENT = "/agents/enrolment";
  private static final String RENEWAL = "/agents/renewal";
  private static final String COMMON_NAME = "agent";
  private static final String FIRST = "key-1.pem";
  private static final String SECOND = "key-2.pem";
  private static final int CREATED = 201;

  private final AgentFolder folder;
  private final ServerLink server;
  private final InstantSource clock;
  private final Consumer<String> say;
  private volatile Standing standing;

  /** One certificate and its key. */
  record Proof(ClientId client, WorkloadKey key) {}

  /** What there is at one moment. */
  private record Standing(Enrolled enrolled, List<Proof> proofs) {}

  private AgentIdentity(
      AgentFolder folder,
      ServerLink server,
      InstantSource clock,
      Consumer<String> say,
      Enrolled enrolled) {
    this.folder = folder;
    this.server = server;
    this.clock = clock;
    this.say = say;
    this.standing = standing(folder, enrolled);
  }

  private static Standing standing(AgentFolder folder, Enrolled enrolled) {
    return new Standing(
        enrolled,
        Stream.concat(Stream.of(enrolled.current()), enrolled.previous().stream())
            .map(held -> new Proof(held.client(), folder.certified(held.key())))
            .toList());
  }

  /**
   * What the folder holds, or else a new certificate for a code.
   *
   * @param say told in one line what is worth knowing
   * @throws AgentRefused if the folder holds none that counts and there is no code that does
   */
  static AgentIdentity open(
      AgentFolder folder,
      ServerLink server,
      Optional<String> code,
      InstantSource clock,
      Consumer<String> say) {
    Optional<Enrolled> known = folder.enrolled();
    boolean over = known.filter(it -> !clock.instant().isBefore(it.notAfter())).isPresent();
    if (known.isPresent() && (!over || code.isEmpty())) {
      if (over) {
        say.accept(
            "The certificate has ended at %s: start once with a new --code"
                .formatted(known.get().notAfter()));
      } else if (code.isPresent()) {
        say.accept("Enrolled already: the code is not used");
      }
      return new AgentIdentity(folder, server, clock, say, known.get());
    }
    Enrolled made =
        enrol(
            folder,
            server,
            code.orElseThrow(
                () -> new AgentRefused("Not enrolled: start once with a --code for the resource")));
    say.accept("Enrolled as %s, until %s".formatted(made.current().client(), made.notAfter()));
    return new AgentIdentity(folder, server, clock, say, made);
  }

  private static Enrolled enrol(AgentFolder folder, ServerLink server, String code) {
    folder.forget(FIRST);
    folder.forget(SECOND);
    WorkloadKey key = folder.ensure(FIRST);
    try {
      Answer answer =
          server.post(
              ENROLMENT,
              new JsonBuilder()
                  .text("code", code)
                  .text("certificateRequest", key.certificateRequest(COMMON_NAME))
                  .build());
      if (answer.status() != CREATED) {
        throw new AgentRefused("Not enrolled: " + answer.reason());
      }
      return keep(folder, key, answer, FIRST, Optional.empty());
    } catch (IOException | MalformedValue failure) {
      throw new AgentRefused("Not enrolled: " + failure.getMessage(), failure);
    }
  }

  /** The certificate first: what is named is there. */
  private static Enrolled keep(
      AgentFolder folder, WorkloadKey key, Answer answer, String name, Optional<Held> previous) {
    String pem =
        answer
            .text("certificate")
            .orElseThrow(() -> new MalformedValue("certificate", "is missing"));
    Enrolled enrolled = Enrolled.of(answer, name, previous);
    key.certifiedBy(pem);
    folder.keep(enrolled);
    return enrolled;
  }

  /** What to prove the resource by: the current certificate, then the one before it. */
  List<Proof> proofs() {
    return standing.proofs();
  }

  /** What the server has told at the last enrolment or renewal. */
  Enrolled enrolled() {
    return standing.enrolled();
  }

  /** A proof has been accepted: once that is the current one, what was before it is forgotten. */
  void accepted(Proof proof) {
    if (standing.enrolled().previous().isPresent() && standing.proofs().getFirst().equals(proof)) {
      forgetPrevious();
    }
  }

  private synchronized void forgetPrevious() {
    Enrolled enrolled = standing.enrolled();
    enrolled
        .previous()
        .ifPresent(
            old -> {
              folder.keep(enrolled.alone());
              standing = standing(folder, enrolled.alone());
              folder.forget(old.key());
            });
  }

  /**
   * Gets a certificate for a new key in the place of the current one. The key that a renewal
   * without an answer has left is used again: the server knows it by then, perhaps.
   *
   * @return when the new one can be renewed
   * @throws IOException if the server refuses, or cannot be asked; says why
   */
  synchronized Instant renew() throws IOException {
    forgetPrevious();
    Enrolled old = standing.enrolled();
    String name = old.current().key().equals(FIRST) ? SECOND : FIRST;
    WorkloadKey key = folder.ensure(name);
    Proof proof = standing.proofs().getFirst();
    Answer answer =
        server.post(
            RENEWAL,
            new JsonBuilder()
                .text("clientId", proof.client())
                .text(
                    "clientAssertion",
                    proof.key().assertion(proof.client(), old.renewalEndpoint(), clock.instant()))
                .text("certificateRequest", key.certificateRequest(COMMON_NAME))
                .build());
    if (answer.status() != CREATED) {
      throw new IOException(answer.reason());
    }
    try {
      Enrolled made = keep(folder, key, answer, name, Optional.of(old.current()));
      standing = standing(folder, made);
      say.accept("Renewed as %s, until %s".formatted(made.current().client(), made.notAfter()));
      return made.renewAfter();
    } catch (MalformedValue malformed) {
      throw new IOException("the server's answer: " + malformed.getMessage(), malformed);
    }
  }
}
