package dev.lanyard.api.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.evidence.HashLines;
import dev.lanyard.evidence.HashReader;
import dev.lanyard.evidence.NoteSignature;
import dev.lanyard.evidence.Proofs;
import dev.lanyard.evidence.SignedNote;
import dev.lanyard.evidence.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks one witness for cosignatures of one log's heads (C2SP tlog-witness, add-checkpoint). What it
 * answers is taken for nothing until it was verified. Used by one thread.
 */
final class WitnessClient {
  /** The specification's wish is that a witness answers at once; one that does not, waits. */
  private static final Duration WAIT_MAX = Duration.ofSeconds(10);

  /** A few signature lines, or a size. */
  private static final int ANSWER_BYTES_MAX = 64 * 1024;

  private static final int OK = 200;
  private static final int CONFLICT = 409;

  private final VerifierKey key;
  private final URI url;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(WAIT_MAX).followRedirects(Redirect.NEVER).build();

  /** The size of the last head that it is known to have cosigned; it says if that is another. */
  private long cosigned;

  /**
   * A client of a witness.
   *
   * @param key what its cosignatures are verified by
   * @param url its submission prefix, without a slash at its end
   */
  WitnessClient(VerifierKey key, URI url) {
    this.key = key;
    this.url = url;
  }

  /** The name that its cosignatures have. */
  String name() {
    return key.name();
  }

  private record Answer(int status, String body) {}

  /**
   * Has a head cosigned.
   *
   * @param hashes of the log's tree
   * @return its cosignature; empty where it has cosigned a larger head
   * @throws IOException if it does not answer, or answers with something else
   * @throws dev.lanyard.evidence.EvidenceRefused if what it answers is no cosignature of the head
   */
  Optional<NoteSignature> cosign(SignedHead head, HashReader hashes)
      throws IOException, InterruptedException {
    Answer answer = ask(head, hashes);
    if (answer.status == CONFLICT) {
      cosigned = size(answer.body);
      if (cosigned > head.size()) {
        return Optional.empty();
      }
      answer = ask(head, hashes);
    }
    if (answer.status != OK) {
      throw new IOException("the witness answers " + answer.status);
    }
    NoteSignature signature = cosignature(head, answer.body);
    cosigned = head.size();
    return Optional.of(signature);
  }

  private Answer ask(SignedHead head, HashReader hashes) throws IOException, InterruptedException {
    StringBuilder body = new StringBuilder("old ").append(cosigned).append('\n');
    if (cosigned > 0) {
      body.append(HashLines.write(Proofs.consistency(hashes, cosigned, head.size())));
    }
    body.append('\n').append(head.note().note());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/add-checkpoint"))
            .timeout(WAIT_MAX)
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<InputStream> reply = client.send(request, BodyHandlers.ofInputStream());
    try (InputStream in = reply.body()) {
      return new Answer(reply.statusCode(), new String(in.readNBytes(ANSWER_BYTES_MAX), UTF_8));
    }
  }

  private static long size(String body) throws IOException {
    if (!body.matches("(0|[1-9][0-9]{0,17})\n")) {
      throw new IOException("the witness does not tell the size that it has cosigned");
    }
    return Long.parseLong(body.strip());
  }

  /** The first line of its key's that holds for the head; lines of other keys count for nothing. */
  private NoteSignature cosignature(SignedHead head, String body) throws IOException {
    List<NoteSignature> own =
        body.lines().map(NoteSignature::parse).filter(signature -> signature.isOf(key)).toList();
    if (own.isEmpty()) {
      throw new IOException("the witness answers without a signature by its key");
    }
    var _ = new SignedNote(head.note().text(), own).verify(List.of(key));
    return own.getFirst();
  }
}
