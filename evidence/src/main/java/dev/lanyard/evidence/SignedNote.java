package dev.lanyard.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A text and who has signed it (C2SP signed-note). Its form is one: what is read is written again
 * as the same bytes.
 *
 * @param text lines, the last with its newline
 * @param signatures at least one
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
  /** More bytes than any note has; the limit of Go's sumdb/note. */
  public static final int BYTES_MAX = 1_000_000;

  /** More signatures than any note has; the limit of Go's sumdb/note. */
  public static final int SIGNATURES_MAX = 100;

  /**
   * A signature that holds.
   *
   * @param key whose it is
   * @param at when it was made, for a cosignature
   */
  public record Verified(VerifierKey key, Optional<Instant> at) {}

  /**
   * Checks the form.
   *
   * @throws MalformedEvidence if it could not be read again
   */
  public SignedNote {
    signatures = List.copyOf(signatures);
    if (!text.endsWith("\n") || text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
      throw new MalformedEvidence("the text of a note is not lines of text");
    }
    if (signatures.isEmpty() || signatures.size() > SIGNATURES_MAX) {
      throw new MalformedEvidence("a note does not have 1 to 100 signatures");
    }
  }

  /**
   * Signs a text.
   *
   * @param signers of the kind {@link KeyKind#ED25519}, at least one
   */
  public static SignedNote sign(String text, List<NoteSigner> signers) {
    byte[] message = text.getBytes(UTF_8);
    return new SignedNote(
        text,
        signers.stream()
            .map(signer -> NoteSignature.of(signer.key(), signer.sign(message)))
            .toList());
  }

  /**
   * Reads a note.
   *
   * @param bytes in UTF-8
   * @throws MalformedEvidence if it is none, or over a limit
   */
  public static SignedNote parse(byte[] bytes) {
    if (bytes.length > BYTES_MAX) {
      throw new MalformedEvidence("a note is over 1,000,000 bytes");
    }
    return parse(Utf8.decode("a note", bytes));
  }

  /** The same of a text that is known to be well-formed. */
  public static SignedNote parse(String note) {
    int end = note.lastIndexOf("\n\n");
    if (end < 0 || !note.endsWith("\n")) {
      throw new MalformedEvidence("a note has no signatures after an empty line");
    }
    String lines = note.substring(end + 2);
    List<NoteSignature> signatures = new ArrayList<>();
    for (String line : lines.split("\n", SIGNATURES_MAX + 2)) {
      if (!line.isEmpty()) {
        signatures.add(NoteSignature.parse(line));
      }
    }
    return new SignedNote(note.substring(0, end + 1), signatures);
  }

  /** The whole note, as it is kept and sent. */
  public String note() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature.line()).append('\n'));
    return note.toString();
  }

  /** The same note with one more signature at its end. */
  public SignedNote with(NoteSignature signature) {
    List<NoteSignature> more = new ArrayList<>(signatures);
    more.add(signature);
    return new SignedNote(text, more);
  }

  /**
   * Verifies the signatures of some keys; those of others do not count.
   *
   * @return what holds, in the order of the note; at least one
   * @throws NoteRefused if none of these keys has signed, or a signature under the name and id of
   *     one does not hold
   */
  public List<Verified> verify(Collection<VerifierKey> keys) {
    Set<VerifierKey> known = new LinkedHashSet<>(keys);
    Set<VerifierKey> seen = new HashSet<>();
    List<Verified> verified = new ArrayList<>();
    for (NoteSignature signature : signatures) {
      for (VerifierKey key : known) {
        if (signature.isOf(key)) {
          Verified holds = verify(signature, key);
          if (seen.add(key)) {
            verified.add(holds);
          }
        }
      }
    }
    if (verified.isEmpty()) {
      throw new NoteRefused("it is not signed by a key that is trusted");
    }
    return List.copyOf(verified);
  }

  private Verified verify(NoteSignature signature, VerifierKey key) {
    byte[] bytes = signature.signature();
    boolean holds =
        switch (key.kind()) {
          case ED25519 -> key.verifies(text.getBytes(UTF_8), bytes);
          case COSIGNATURE ->
              key.verifies(
                  Cosignature.message(text, Cosignature.time(bytes)), Cosignature.signature(bytes));
        };
    if (!holds) {
      throw new NoteRefused("the signature of " + key.name() + " is not over this text");
    }
    return new Verified(
        key,
        key.kind() == KeyKind.COSIGNATURE
            ? Optional.of(Cosignature.time(bytes))
            : Optional.empty());
  }
}
