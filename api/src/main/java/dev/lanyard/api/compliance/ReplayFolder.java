package dev.lanyard.api.compliance;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ReplayId;
import dev.lanyard.tokens.OwnerFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of replays: of each a ticket, then its report and what is signed of it, and a mark when
 * its end is on record. Whatever a crash cuts off is found by what is missing.
 */
final class ReplayFolder {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayFolder.class);
  private static final String TICKET = ".ticket.json";
  private static final String REPORT = ".report.json";
  private static final String SIGNATURE = ".report.jws";
  private static final String RECORDED = ".recorded";

  private final Path folder;
  private final JsonMapper json;

  /** Makes the folder where it is missing, and empties what replays throw away. */
  ReplayFolder(Path folder, JsonMapper json) {
    this.folder = folder;
    this.json = json;
    try {
      Files.createDirectories(folder);
      clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty folder for what a replay throws away. */
  Path scratch() throws IOException {
    clear();
    return Files.createDirectories(folder.resolve("scratch"));
  }

  /** Deletes what a replay left. */
  void clear() throws IOException {
    Path scratch = folder.resolve("scratch");
    if (Files.exists(scratch)) {
      try (Stream<Path> files = Files.list(scratch)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.delete(scratch);
    }
  }

  void write(ReplayTicket ticket) {
    OwnerFiles.writePublic(file(ticket.replay(), TICKET), json.writeValueAsBytes(ticket));
  }

  /** The bytes that the report is from now on. */
  byte[] bytes(ReplayReport report) {
    return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(report);
  }

  /** Keeps a report and what is signed of it: that first, so that a report is never without. */
  void write(ReplayId replay, byte[] report, String signature) {
    OwnerFiles.writePublic(file(replay, SIGNATURE), signature.getBytes(StandardCharsets.UTF_8));
    OwnerFiles.writePublic(file(replay, REPORT), report);
  }

  /** The end of the replay is on record. */
  void writeRecorded(ReplayId replay) {
    OwnerFiles.writePublic(file(replay, RECORDED), new byte[0]);
  }

  boolean isRecorded(ReplayId replay) {
    return Files.exists(file(replay, RECORDED));
  }

  /** The kept bytes of a report; empty until there is one. */
  Optional<byte[]> report(ReplayId replay) {
    return content(replay, REPORT);
  }

  /** What is signed of a report; empty until there is one, and where the file is gone. */
  Optional<String> signature(ReplayId replay) {
    return content(replay, SIGNATURE).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** The bytes of a report in their shape; empty where the file is no such. */
  Optional<ReplayReport> read(byte[] report) {
    try {
      return Optional.of(json.readValue(report, ReplayReport.class));
    } catch (JacksonException changed) {
      return Optional.empty();
    }
  }

  private Optional<byte[]> content(ReplayId replay, String suffix) {
    try {
      Path file = file(replay, suffix);
      return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The tickets of all replays, in no order. Of a file that cannot be read, or names another
   * replay, the replay is not known: that is told, so that its report is missed (ADR 0012).
   */
  List<ReplayTicket> tickets() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(TICKET))
          .flatMap(file -> ticket(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<ReplayTicket> ticket(Path file) {
    try {
      ReplayTicket ticket = json.readValue(Files.readAllBytes(file), ReplayTicket.class);
      if (file.equals(file(ticket.replay(), TICKET))) {
        return Optional.of(ticket);
      }
      LOG.error("{} is of another replay: the end of its own may not be on record", file);
    } catch (IOException | JacksonException | MalformedValue unreadable) {
      LOG.error(
          "{} cannot be read: the end of its replay may not be on record: {}",
          file,
          unreadable.toString());
    }
    return Optional.empty();
  }

  /** Deletes all files of a replay. */
  void delete(ReplayId replay) {
    try {
      for (String suffix : List.of(RECORDED, REPORT, SIGNATURE, TICKET)) {
        Files.deleteIfExists(file(replay, suffix));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(ReplayId replay, String suffix) {
    return folder.resolve(replay + suffix);
  }
}
