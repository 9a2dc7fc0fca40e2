package dev.lanyard.api.evidence;

import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.eventstore.log.LeavesDropped;
import dev.lanyard.eventstore.log.LogTiles;
import dev.lanyard.evidence.EntryBundle;
import dev.lanyard.evidence.MalformedEvidence;
import dev.lanyard.evidence.TilePath;
import dev.lanyard.evidence.VerifierKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The logs as public tools read them (C2SP tlog-tiles): checkpoint, tiles of hashes, bundles of
 * entries, and the key that checkpoints are verified by. Entries are envelopes, which tell nothing
 * of what an event says (ADR 0006).
 */
@RestController
@Tag(name = "audit")
public final class LogController {
  private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

  /** For whoever asks alone: a shared cache would answer those who may not. */
  private static final CacheControl IMMUTABLE =
      CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();

  private final Logs logs;

  /** Serves these logs. */
  public LogController(Logs logs) {
    this.logs = logs;
  }

  /** The last signed head. */
  @GetMapping("/audit/log/{log}/checkpoint")
  @Operation(summary = "The signed head of a log (C2SP tlog-checkpoint)")
  public ResponseEntity<String> checkpoint(@PathVariable String log) {
    return ResponseEntity.ok()
        .contentType(TEXT)
        .cacheControl(CacheControl.noCache())
        .body(logs.head(logs.named(log)).note().note());
  }

  /** The key that signs now. */
  @GetMapping("/audit/log/{log}/key")
  @Operation(summary = "What the heads of a log are verified by (C2SP signed-note, verifier key)")
  public ResponseEntity<String> key(@PathVariable String log) {
    return ResponseEntity.ok()
        .contentType(TEXT)
        .cacheControl(CacheControl.noCache())
        .body(logs.named(log).log().key().text() + "\n");
  }

  /**
   * The keys that have ever signed, the one of now first: one a line, as {@code verify --key} takes
   * them from a file.
   */
  @GetMapping("/audit/log/{log}/keys")
  @Operation(summary = "All verifier keys that a log ever had, newest first (C2SP signed-note)")
  public ResponseEntity<String> keys(@PathVariable String log) {
    List<VerifierKey> keys = logs.named(log).log().allKeys();
    return ResponseEntity.ok()
        .contentType(TEXT)
        .cacheControl(CacheControl.noCache())
        .body(keys.reversed().stream().map(key -> key.text() + "\n").collect(Collectors.joining()));
  }

  /** Hashes of the tree, or its leaves. */
  @GetMapping("/audit/log/{log}/tile/{*tile}")
  @Operation(summary = "A tile of hashes, or a bundle of entries (C2SP tlog-tiles)")
  public ResponseEntity<byte[]> tile(
      @PathVariable String log,
      @PathVariable String tile,
      @Parameter(hidden = true) GuardedRequest guarded) {
    Checkpointing named = logs.named(log);
    TilePath path = parse("tile" + tile);
    guarded.recordReading();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .cacheControl(IMMUTABLE)
        .body(bytes(named, path, logs.head(named).size()));
  }

  private static TilePath parse(String path) {
    try {
      return TilePath.parse(path);
    } catch (MalformedEvidence malformed) {
      throw Logs.missing("This is not the path of a tile: " + malformed.what() + ".");
    }
  }

  /** What the signed tree has; a tile that a larger tree will have is not there yet. */
  private static byte[] bytes(Checkpointing log, TilePath path, long size) {
    int level = path instanceof TilePath.Hashes hashes ? hashes.level() : 0;
    if (level > LogTiles.LEVEL_MAX || path.width() > TilePath.width(level, path.index(), size)) {
      throw Logs.missing("The log has %d entries: too few for this tile.".formatted(size));
    }
    try {
      return switch (path) {
        case TilePath.Hashes(int _, long index, int width) ->
            log.log().tiles().tile(level, index, width);
        case TilePath.Entries(long index, int width) -> entries(log, index, width);
      };
    } catch (LeavesDropped dropped) {
      throw Logs.dropped(log);
    } catch (IndexOutOfBoundsException | UncheckedIOException unavailable) {
      throw Logs.beingMadeAgain();
    }
  }

  private static byte[] entries(Checkpointing log, long index, int width) {
    List<byte[]> leaves = log.log().log().leaves(index * TilePath.WIDTH, width);
    if (leaves.isEmpty()) {
      throw Logs.dropped(log);
    }
    return EntryBundle.write(leaves);
  }
}
