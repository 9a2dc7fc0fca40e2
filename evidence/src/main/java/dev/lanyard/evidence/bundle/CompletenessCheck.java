package dev.lanyard.evidence.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.evidence.Envelope;
import dev.lanyard.evidence.Opening;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Looks, event by event, whether the filter means it, and whether it is opened then: what happened,
 * and who caused it. Its personal part can be gone for good, and is counted by itself ({@link
 * Verdict.Figures}).
 */
final class CompletenessCheck {
  private final Filter filter;
  private final List<byte[]> wanted;
  private Optional<Completeness> against;
  private long meant;

  CompletenessCheck(Filter filter) {
    this.filter = filter;
    this.wanted = filter.tags().stream().map(tag -> tag.getBytes(UTF_8)).toList();
    this.against =
        filter.beyond().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Completeness.NotProvable(
                    "the filter uses what neither envelopes nor tags show: "
                        + String.join(", ", filter.beyond())));
  }

  /** The next event of the span. */
  void next(Envelope envelope, Optional<OpenedEvent> opened) {
    if (against.isPresent() || !filter.admits(envelope.name())) {
      return;
    }
    if (!wanted.isEmpty() && !envelope.tags().isEmpty()) {
      Optional<List<Opening>> tags = opened.flatMap(OpenedEvent::tags);
      if (tags.isEmpty()) {
        against =
            Optional.of(
                new Completeness.NotProvable(
                    "the tags of position " + envelope.position() + " are closed"));
      }
      if (tags.isEmpty() || tags.get().stream().noneMatch(this::isWanted)) {
        return;
      }
    } else if (!wanted.isEmpty()) {
      return;
    }
    meant++;
    if (opened.filter(CompletenessCheck::tellsWhatAndWho).isEmpty()) {
      against = Optional.of(new Completeness.Missing(envelope.position()));
    }
  }

  /** What was found. */
  Completeness found() {
    return against.orElseGet(() -> new Completeness.Proven(meant));
  }

  /** The fact alone does not say whose it was: that is in the metadata. */
  private static boolean tellsWhatAndWho(OpenedEvent event) {
    return event.payload().isPresent() && event.metadata().isPresent();
  }

  private boolean isWanted(Opening tag) {
    return wanted.stream().anyMatch(text -> Arrays.equals(text, tag.bytes()));
  }
}
