package dev.lanyard.api.evidence;

import dev.lanyard.api.start.CheckpointUrl;
import dev.lanyard.api.start.LogSettings;
import dev.lanyard.evidence.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the last head of one log is kept outside of the store: in a file, which is written with
 * each head, and at a URL, which {@link OutsidePushing} keeps up with. Either may be missing.
 */
public final class Outside {
  private static final Logger LOG = LoggerFactory.getLogger(Outside.class);

  private final Optional<OutsideCopy> file;
  private final Optional<OutsideCopy> url;
  private final boolean goesOnUnreachable;

  private Outside(
      Optional<OutsideCopy> file, Optional<OutsideCopy> url, boolean goesOnUnreachable) {
    this.file = file;
    this.url = url;
    this.goesOnUnreachable = goesOnUnreachable;
  }

  /**
   * The places that the settings name.
   *
   * @throws dev.lanyard.api.start.StartRefused if the URL's certificates cannot be read
   */
  public static Outside of(ServedLog log, LogSettings settings) {
    return new Outside(
        settings
            .checkpointFile()
            .map(file -> new OutsideCopy(log, new OutsideFile(fileOf(log.name(), file)))),
        settings.checkpointUrl().map(url -> new OutsideCopy(log, new OutsideUrl(url, log.name()))),
        settings.checkpointUrl().map(CheckpointUrl::goesOnUnreachable).orElse(false));
  }

  private static Path fileOf(String log, Path file) {
    return file.resolveSibling(file.getFileName() + "." + log);
  }

  /** The copy at the URL; empty where none is configured. */
  Optional<OutsideCopy> url() {
    return url;
  }

  /**
   * The heads that are there.
   *
   * @throws HeadNotContained if one cannot be read, or no key of this installation has signed it; a
   *     URL that does not answer is passed over where the settings say so
   */
  List<Checkpoint> read() {
    return Stream.concat(
            file.flatMap(Outside::readFile).stream(), url.flatMap(this::readUrl).stream())
        .toList();
  }

  private static Optional<Checkpoint> readFile(OutsideCopy copy) {
    try {
      return copy.read();
    } catch (IOException failure) {
      throw HeadNotContained.unreadable(copy.place().name(), String.valueOf(failure.getMessage()));
    }
  }

  private Optional<Checkpoint> readUrl(OutsideCopy copy) {
    try {
      return copy.read();
    } catch (IOException failure) {
      String why = String.valueOf(failure.getMessage());
      if (!goesOnUnreachable) {
        throw HeadNotContained.unreachable(copy.place().name(), why);
      }
      LOG.warn(
          "{} cannot be read, and the log is not compared with it yet: {}",
          copy.place().name(),
          why);
      return Optional.empty();
    }
  }

  /**
   * Puts a head into the file.
   *
   * @throws UncheckedIOException if it cannot be written; names the file
   */
  void write(SignedHead head) {
    if (file.isPresent()) {
      try {
        file.get().write(head);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure.getMessage(), failure);
      }
    }
  }
}
