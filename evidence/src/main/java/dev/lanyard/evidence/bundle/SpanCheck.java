package dev.lanyard.evidence.bundle;

import dev.lanyard.evidence.Envelope;
import dev.lanyard.evidence.EnvelopeOrder;
import dev.lanyard.evidence.EvidenceRefused;
import dev.lanyard.evidence.Frontier;
import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.TreeHashes;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the envelopes of a span and what is opened of them side by side, once. */
final class SpanCheck {
  private final Manifest manifest;
  private final Frontier tree;
  private final EnvelopeOrder order;
  private final CompletenessCheck completeness;
  private final Set<Long> proven;
  private final Set<Long> sizes;
  private final Map<Long, Hash> leaves = new HashMap<>();
  private final Map<Long, Hash> roots = new HashMap<>();
  private final Tally tally;

  /**
   * A check.
   *
   * @param sizes of trees within the span whose roots are asked for afterwards
   * @param tally counts what was found to hold
   */
  SpanCheck(Heads heads, List<Long> sizes, Tally tally) {
    this.manifest = heads.manifest();
    this.tree = heads.frontier();
    this.order = new EnvelopeOrder(manifest.from());
    this.completeness = new CompletenessCheck(manifest.filter());
    this.proven = new HashSet<>(manifest.proven());
    this.sizes = new HashSet<>(sizes);
    this.tally = tally;
  }

  /**
   * Reads both files.
   *
   * @throws BundleRefused if a line does not hold
   */
  void run(BundleReader reader) throws IOException {
    try (Lines envelopes =
            reader.lines(manifest, BundleFiles.ENVELOPES, BundleFiles.ENVELOPE_LINE_BYTES_MAX);
        Lines events =
            reader.lines(manifest, BundleFiles.EVENTS, BundleFiles.EVENT_LINE_BYTES_MAX)) {
      rootAt(tree.size());
      Optional<OpenedEvent> opened = event(events, manifest.from() - 1);
      for (long position = manifest.from(); position <= manifest.to(); position++) {
        Envelope envelope = envelope(envelopes, position);
        if (opened.isPresent() && opened.get().position() == position) {
          EventCheck.check(opened.get(), envelope);
          next(envelope, opened);
          opened = event(events, position);
        } else {
          next(envelope, Optional.empty());
        }
      }
      requireEnd(envelopes, opened);
      envelopes.requireContent();
      events.requireContent();
    }
  }

  /** The hash of a leaf that has a single proof. */
  Optional<Hash> leaf(long position) {
    return Optional.ofNullable(leaves.get(position));
  }

  /** The root of a tree that was asked for. */
  Optional<Hash> root(long size) {
    return Optional.ofNullable(roots.get(size));
  }

  /** The root at the end of the span. */
  Hash root() {
    return tree.root();
  }

  /** Whether the filter's events are all there. */
  Completeness completeness() {
    return completeness.found();
  }

  private void next(Envelope envelope, Optional<OpenedEvent> opened) {
    completeness.next(envelope, opened);
    tally.envelope();
    opened.ifPresent(tally::event);
  }

  private Envelope envelope(Lines lines, long position) throws IOException {
    byte[] line =
        lines
            .next()
            .orElseThrow(() -> new BundleRefused(BundleFiles.ENVELOPES, position, "it is missing"));
    try {
      byte[] leaf = EnvelopeLine.read(line, position);
      Envelope envelope = Envelope.parse(leaf);
      order.next(envelope);
      Hash hash = TreeHashes.leaf(leaf);
      tree.append(hash);
      if (proven.contains(position)) {
        leaves.put(position, hash);
      }
      rootAt(position);
      return envelope;
    } catch (EvidenceRefused refused) {
      throw new BundleRefused(BundleFiles.ENVELOPES, position, refused);
    }
  }

  private void rootAt(long size) {
    if (sizes.contains(size)) {
      roots.put(size, tree.root());
    }
  }

  private static Optional<OpenedEvent> event(Lines lines, long after) throws IOException {
    Optional<byte[]> line = lines.next();
    if (line.isEmpty()) {
      return Optional.empty();
    }
    OpenedEvent event;
    try {
      event = EventLine.read(line.get());
    } catch (EvidenceRefused refused) {
      throw new BundleRefused(BundleFiles.EVENTS, "line " + lines.number() + ": " + refused.what());
    }
    if (event.position() <= after) {
      throw new BundleRefused(
          BundleFiles.EVENTS, event.position(), "it is there twice, or out of order");
    }
    return Optional.of(event);
  }

  private void requireEnd(Lines envelopes, Optional<OpenedEvent> opened) throws IOException {
    if (envelopes.next().isPresent()) {
      throw new BundleRefused(
          BundleFiles.ENVELOPES, manifest.to() + 1, "it is beyond the end of the span");
    }
    if (opened.isPresent()) {
      throw new BundleRefused(
          BundleFiles.EVENTS, opened.get().position(), "it is beyond the end of the span");
    }
  }
}
