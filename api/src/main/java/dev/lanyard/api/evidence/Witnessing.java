package dev.lanyard.api.evidence;

import dev.lanyard.api.metrics.Meters;
import dev.lanyard.api.start.LogSettings;
import dev.lanyard.api.start.StartRefused;
import dev.lanyard.evidence.EvidenceRefused;
import dev.lanyard.evidence.KeyKind;
import dev.lanyard.evidence.NoteSignature;
import dev.lanyard.evidence.VerifierKey;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Has the heads of one log cosigned by the configured witnesses, one head after the other, and
 * always the last: what was signed meanwhile is covered by it. Nobody waits for it.
 */
public final class Witnessing implements SmartLifecycle {
  /** Between two heads: witnesses are for others too. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(15);
  private static final Logger LOG = LoggerFactory.getLogger(Witnessing.class);

  private final Checkpointing log;
  private final List<WitnessClient> witnesses;
  private final MeterRegistry meters;
  private final int phase;
  private @Nullable Thread thread;

  private Witnessing(
      Checkpointing log, List<WitnessClient> witnesses, MeterRegistry meters, int phase) {
    this.log = log;
    this.witnesses = List.copyOf(witnesses);
    this.meters = meters;
    this.phase = phase;
  }

  /**
   * Makes the automation; without witnesses it does nothing.
   *
   * @param phase after which other parts it starts, and before which it stops
   * @throws StartRefused if a witness has no verifier key of the kind that cosigns
   */
  public static Witnessing of(
      Checkpointing log, List<LogSettings.Witness> witnesses, MeterRegistry meters, int phase) {
    List<WitnessClient> clients =
        witnesses.stream()
            .map(witness -> new WitnessClient(keyOf(witness), witness.url()))
            .toList();
    return new Witnessing(log, clients, meters, phase);
  }

  private static VerifierKey keyOf(LogSettings.Witness witness) {
    try {
      VerifierKey key = VerifierKey.parse(witness.key());
      if (key.kind() == KeyKind.COSIGNATURE) {
        return key;
      }
    } catch (EvidenceRefused malformed) {
      throw new StartRefused("LANYARD_WITNESSES: " + malformed.what());
    }
    throw new StartRefused("LANYARD_WITNESSES: a verifier key is not of a kind that cosigns");
  }

  @Override
  public synchronized void start() {
    thread = Thread.ofVirtual().name(log.log().name() + "-witnesses").start(this::run);
  }

  private void run() {
    long done = 0;
    boolean missing = false;
    try {
      while (!witnesses.isEmpty()) {
        long next = missing ? done : done + 1;
        var head = log.await(next, PAUSE_AFTER_FAILURE);
        if (head.isPresent() && head.get().size() > 0) {
          missing = !cosign(head.get());
          done = head.get().size();
        }
        Thread.sleep(missing ? PAUSE_AFTER_FAILURE : PAUSE);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Returns whether all witnesses have answered, and their signatures are kept. What fails with one
   * of them, such as a proof from leaves that were dropped, fails neither the others nor the next
   * head.
   */
  private boolean cosign(SignedHead head) throws InterruptedException {
    SignedHead shown = head;
    boolean all = true;
    for (WitnessClient witness : witnesses) {
      try {
        Optional<NoteSignature> more = witness.cosign(head, log.log().hashes());
        if (more.isPresent()) {
          shown = shown.with(more.get());
          log.cosigned(shown);
        }
      } catch (IOException | RuntimeException failure) {
        all = false;
        meters.counter(Meters.WITNESS_FAILURES, Meters.NAME, witness.name()).increment();
        LOG.warn(
            "The head of the {} log is not cosigned by {}: {}",
            log.log().name(),
            witness.name(),
            failure.toString());
      }
    }
    return all;
  }

  /** A witness that is being asked is not waited for. */
  @Override
  public synchronized void stop() {
    if (thread != null) {
      thread.interrupt();
      thread = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  @Override
  public int getPhase() {
    return phase;
  }
}
