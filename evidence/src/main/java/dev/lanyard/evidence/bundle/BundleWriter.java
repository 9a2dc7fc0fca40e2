package dev.lanyard.evidence.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.Frontier;
import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.HashLines;
import dev.lanyard.evidence.NoteSigner;
import dev.lanyard.evidence.Proofs;
import dev.lanyard.evidence.SignedNote;
import dev.lanyard.evidence.TlogProof;
import dev.lanyard.evidence.bundle.Manifest.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a bundle as a zip, file after file, holding none of them in memory. */
public final class BundleWriter {
  /** Times in the zip say nothing: the same bundle is always the same bytes. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipOutputStream zip;
  private final BundleSource source;
  private final Checkpoint before;
  private final Checkpoint after;
  private final SortedMap<String, Content> files = new TreeMap<>();
  private final List<Long> proven = new ArrayList<>();
  private final SortedMap<String, String> schemas = new TreeMap<>();

  /** What a file holds. */
  @FunctionalInterface
  private interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  private BundleWriter(BundleSource source, OutputStream out) {
    this.source = source;
    this.zip = new ZipOutputStream(out, UTF_8);
    this.before = Checkpoint.parse(source.before().text());
    this.after = Checkpoint.parse(source.after().text());
  }

  /**
   * Writes one. The manifest comes last: what ends before it is no bundle.
   *
   * @param signer the log's key, of the kind {@link dev.lanyard.evidence.KeyKind#ED25519}
   * @param out not closed
   * @throws IOException if the stream does not take it
   * @throws IllegalStateException if the source does not give every leaf of the span, or events out
   *     of order
   */
  public static void write(BundleSource source, NoteSigner signer, OutputStream out)
      throws IOException {
    BundleWriter writer = new BundleWriter(source, out);
    writer.heads();
    writer.file(BundleFiles.ENVELOPES, writer::envelopes);
    writer.file(BundleFiles.EVENTS, writer::events);
    writer.proofs();
    for (var schema : writer.schemas.entrySet()) {
      writer.text(schema.getKey(), schema.getValue());
    }
    writer.manifest(signer);
    writer.zip.finish();
  }

  private void heads() throws IOException {
    text(BundleFiles.BEFORE, source.before().note());
    text(BundleFiles.AFTER, source.after().note());
    List<Hash> consistency =
        before.size() == 0
            ? List.of()
            : Proofs.consistency(source.hashes(), before.size(), after.size());
    text(BundleFiles.CONSISTENCY, HashLines.write(consistency));
    text(BundleFiles.FRONTIER, FrontierFile.text(Frontier.of(source.hashes(), before.size())));
    text(BundleFiles.KEYS, HistoricKey.text(source.keys()));
  }

  private void envelopes(OutputStream out) throws IOException {
    long position = before.size();
    for (Iterator<byte[]> leaves = source.leaves(); leaves.hasNext(); ) {
      position++;
      line(out, EnvelopeLine.write(position, leaves.next()));
    }
    if (position != after.size()) {
      throw new IllegalStateException("the leaves of the span are not all there");
    }
  }

  private void events(OutputStream out) throws IOException {
    long last = before.size();
    for (Iterator<OpenedEvent> events = source.events(); events.hasNext(); ) {
      OpenedEvent event = events.next();
      if (event.position() <= last || event.position() > after.size()) {
        throw new IllegalStateException("the events are not in order, or not in the span");
      }
      last = event.position();
      line(out, EventLine.write(event));
      if (event.payload().isPresent()) {
        remember(event);
      }
    }
  }

  private void remember(OpenedEvent event) {
    if (proven.size() < BundleFiles.PROOFS_MAX) {
      proven.add(event.position());
    }
    String name = BundleFiles.schema(event.name(), event.version());
    if (!schemas.containsKey(name)) {
      source.schema(event.name(), event.version()).ifPresent(schema -> schemas.put(name, schema));
    }
  }

  private void proofs() throws IOException {
    SignedNote checkpoint = source.after();
    for (long position : proven) {
      List<Hash> path = Proofs.inclusion(source.hashes(), position - 1, after.size());
      text(
          BundleFiles.proof(position),
          new TlogProof(Optional.empty(), position - 1, path, checkpoint).text());
    }
  }

  private void manifest(NoteSigner signer) throws IOException {
    Manifest manifest =
        new Manifest(
            after.origin(),
            before.size() + 1,
            after.size(),
            source.filter(),
            source.madeAt(),
            source.serverVersion(),
            files);
    String note = Manifest.noteText(after.origin(), manifest.text());
    text(BundleFiles.MANIFEST, manifest.text());
    text(BundleFiles.MANIFEST_NOTE, SignedNote.sign(note, List.of(signer)).note());
  }

  private void text(String name, String text) throws IOException {
    file(name, out -> out.write(text.getBytes(UTF_8)));
  }

  private void file(String name, Body body) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    Measured out = new Measured(zip);
    body.writeTo(out);
    zip.closeEntry();
    files.put(name, out.content());
  }

  private static void line(OutputStream out, String line) throws IOException {
    out.write((line + '\n').getBytes(UTF_8));
  }
}
