package dev.lanyard.evidence.bundle;

import dev.lanyard.evidence.bundle.OpenedEvent.Personal;
import java.util.ArrayList;
import java.util.List;

/** Counts what a verification has found to hold. */
final class Tally {
  /** So many erased events are named; the others are counted. */
  private static final int NAMED_MAX = 1_000;

  private long envelopes;
  private long events;
  private long proofs;
  private long schemas;
  private long erased;
  private long withheld;
  private final List<Long> erasedNamed = new ArrayList<>();

  void envelope() {
    envelopes++;
  }

  void event(OpenedEvent event) {
    events++;
    switch (event.personal()) {
      case Personal.Erased _ -> {
        erased++;
        if (erasedNamed.size() < NAMED_MAX) {
          erasedNamed.add(event.position());
        }
      }
      case Personal.Closed _ -> withheld += event.payload().isPresent() ? 1 : 0;
      case Personal.Open _ -> {}
    }
  }

  void proof() {
    proofs++;
  }

  void schema() {
    schemas++;
  }

  Verdict.Figures figures() {
    return new Verdict.Figures(envelopes, events, proofs, schemas, erased, erasedNamed, withheld);
  }
}
