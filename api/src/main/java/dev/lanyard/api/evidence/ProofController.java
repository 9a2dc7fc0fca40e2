package dev.lanyard.api.evidence;

import dev.lanyard.api.http.Positions;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.eventstore.log.LeavesDropped;
import dev.lanyard.eventstore.log.OpenedLeaf;
import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.Proofs;
import dev.lanyard.evidence.TlogProof;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Proofs of the logs, for whoever does not read tiles. Of an event, only who sees it gets one. That
 * a proof was taken is on record before it is given.
 */
@RestController
@Tag(name = "audit")
public final class ProofController {
  private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

  private final Logs logs;
  private final EventSight sight;

  /**
   * Makes the controller.
   *
   * @param sight which events a caller may have proofs of
   */
  public ProofController(Logs logs, EventSight sight) {
    this.logs = logs;
    this.sight = sight;
  }

  /** The proof of one event against the last signed head; its envelope is the extra data. */
  @GetMapping("/audit/log/{log}/proof")
  @Operation(summary = "The proof of one event as a file (C2SP tlog-proof)")
  public ResponseEntity<String> proof(
      @PathVariable String log,
      @RequestParam String position,
      @Parameter(hidden = true) GuardedRequest guarded) {
    Checkpointing named = logs.named(log);
    long at = Positions.require("position", position);
    SignedHead head = head(named, at, guarded);
    OpenedLeaf leaf = leaf(named, at);
    List<Hash> proof =
        proved(named, () -> Proofs.inclusion(named.log().hashes(), at - 1, head.size()));
    TlogProof file = new TlogProof(Optional.of(base64(leaf)), at - 1, proof, head.note());
    return ResponseEntity.ok()
        .contentType(TEXT)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"%s-%d.tlog-proof\"".formatted(named.log().name(), at))
        .body(file.text());
  }

  /** The proof of one event in a tree of any size that has it. */
  @GetMapping("/audit/log/{log}/inclusion")
  @Operation(summary = "The proof that a tree has an event (RFC 6962)")
  public InclusionBody inclusion(
      @PathVariable String log,
      @RequestParam String position,
      @RequestParam Optional<String> size,
      @Parameter(hidden = true) GuardedRequest guarded) {
    Checkpointing named = logs.named(log);
    long at = Positions.require("position", position);
    Optional<Long> asked = size.map(text -> Positions.require("size", text));
    SignedHead head = head(named, at, guarded);
    long within = asked.orElse(head.size());
    if (within < at || within > head.size()) {
      throw new MalformedValue("size", "must be from the position to the last signed head's size");
    }
    OpenedLeaf leaf = leaf(named, at);
    return proved(
        named,
        () ->
            new InclusionBody(
                named.log().origin(),
                at,
                at - 1,
                within,
                base64(leaf),
                Proofs.root(named.log().hashes(), within).base64(),
                base64(Proofs.inclusion(named.log().hashes(), at - 1, within))));
  }

  /** The proof that one tree begins with another. */
  @GetMapping("/audit/log/{log}/consistency")
  @Operation(summary = "The proof that a tree begins with a smaller one (RFC 6962)")
  public ConsistencyBody consistency(
      @PathVariable String log,
      @RequestParam String from,
      @RequestParam Optional<String> to,
      @Parameter(hidden = true) GuardedRequest guarded) {
    Checkpointing named = logs.named(log);
    long smaller = Positions.require("from", from);
    Optional<Long> asked = to.map(text -> Positions.require("to", text));
    guarded.recordReading();
    SignedHead head = logs.head(named);
    long larger = asked.orElse(head.size());
    if (larger > head.size()) {
      throw new MalformedValue("to", "must not be above the last signed head's size");
    }
    if (smaller < 1 || smaller > larger) {
      throw new MalformedValue("from", "must be from 1 to the size of the larger tree");
    }
    return proved(
        named,
        () ->
            new ConsistencyBody(
                named.log().origin(),
                smaller,
                larger,
                Proofs.root(named.log().hashes(), smaller).base64(),
                Proofs.root(named.log().hashes(), larger).base64(),
                base64(Proofs.consistency(named.log().hashes(), smaller, larger))));
  }

  private SignedHead head(Checkpointing log, long position, GuardedRequest guarded) {
    guarded.recordReading();
    SignedHead head = logs.covering(log, position);
    sight.require(log.log(), position, guarded);
    return head;
  }

  private static OpenedLeaf leaf(Checkpointing log, long position) {
    return log.log().log().opened(position).orElseThrow(() -> Logs.dropped(log));
  }

  private static <T> T proved(Checkpointing log, Supplier<T> proof) {
    try {
      return proof.get();
    } catch (LeavesDropped dropped) {
      throw Logs.dropped(log);
    } catch (IndexOutOfBoundsException | UncheckedIOException unavailable) {
      throw Logs.beingMadeAgain();
    }
  }

  private static String base64(OpenedLeaf leaf) {
    return Base64.getEncoder().encodeToString(leaf.leaf());
  }

  private static List<String> base64(List<Hash> hashes) {
    return hashes.stream().map(Hash::base64).toList();
  }
}
