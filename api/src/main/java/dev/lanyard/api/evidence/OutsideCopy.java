package dev.lanyard.api.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.EvidenceRefused;
import dev.lanyard.evidence.KeyKind;
import dev.lanyard.evidence.SignedNote;
import dev.lanyard.evidence.VerifierKey;
import dev.lanyard.tokens.OwnerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last signed head of a log in a file outside of the store, best on a disk that is not restored
 * with it: by it a start finds out that the store was set back.
 */
final class OutsideCopy {
  /** A head is a few hundred bytes, and a few hundred more for each witness. */
  private static final long BYTES_MAX = 64 * 1024;

  /** How the origin ends from the second epoch on. */
  private static final Pattern EPOCH = Pattern.compile("/(?:lifecycle|access)/([1-9][0-9]{0,5})$");

  private final ServedLog log;
  private final Path file;

  /** The copy for a log. */
  OutsideCopy(ServedLog log, Path file) {
    this.log = log;
    this.file = file;
  }

  /**
   * The head that is there; empty where there is no file.
   *
   * @throws HeadNotContained if it cannot be read, or no key of this installation has signed it
   */
  Optional<Checkpoint> read() {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw HeadNotContained.unreadable(file, "it is too large for a checkpoint");
      }
      SignedNote note = SignedNote.parse(Files.readAllBytes(file));
      Checkpoint head = Checkpoint.parse(note.text());
      var _ = note.verify(keys(head.origin()));
      return Optional.of(head);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (EvidenceRefused refused) {
      throw HeadNotContained.unreadable(file, refused.what());
    } catch (IOException failure) {
      throw HeadNotContained.unreadable(file, failure.toString());
    }
  }

  /** The log's keys under the name that it had then. */
  private List<VerifierKey> keys(String origin) {
    return log.keys().history().stream()
        .map(key -> VerifierKey.of(origin, KeyKind.ED25519, key.publicKey()))
        .toList();
  }

  /** Whether a head was signed in an epoch before the log's own. */
  boolean isOfBefore(Checkpoint head) {
    Matcher numbered = EPOCH.matcher(head.origin());
    int epoch = numbered.find() ? Integer.parseInt(numbered.group(1)) : 1;
    return epoch < log.epoch();
  }

  /**
   * Puts a head in the place of the last one, whole or not at all, durably.
   *
   * @throws dev.lanyard.tokens.KeyStoreRefused if it cannot be written; names the file
   */
  void write(SignedHead head) {
    OwnerFiles.writePublic(file, head.note().note().getBytes(UTF_8));
  }
}
