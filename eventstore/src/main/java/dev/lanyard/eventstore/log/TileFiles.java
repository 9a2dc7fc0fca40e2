package dev.lanyard.eventstore.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The hashes of one level of tiles, one after the other, in files of a fixed number each, so that
 * whole old files can go. Nothing is flushed to the disk: whoever opens them checks what they hold.
 * Files are opened for each use, because an interrupted thread would close a shared channel.
 */
final class TileFiles {
  /** 32 MiB a file. */
  static final long HASHES_PER_FILE = 1 << 20;

  private static final long FILE_BYTES = HASHES_PER_FILE * TileHashing.BYTES;

  private final Path folder;

  /** The files of a level in a folder of its own. */
  TileFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * How many hashes there are, with those of files that went; of a torn last hash nothing counts.
   */
  long count() throws IOException {
    List<String> names = names();
    if (names.isEmpty()) {
      return 0;
    }
    long last = Long.parseLong(names.getLast());
    return last * HASHES_PER_FILE + Files.size(file(last)) / TileHashing.BYTES;
  }

  private List<String> names() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.matches("[0-9]{12}"))
          .sorted()
          .toList();
    }
  }

  private Path file(long number) {
    return folder.resolve("%012d".formatted(number));
  }

  /** Neighbouring hashes, which lie in one file if they lie in one tile. */
  byte[] read(long index, int count) throws IOException {
    byte[] hashes = new byte[count * TileHashing.BYTES];
    Path file = file(index / HASHES_PER_FILE);
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(index * TileHashing.BYTES % FILE_BYTES);
      in.readFully(hashes);
    }
    return hashes;
  }

  /** Writes hashes from an index on; what lies between the last one and it stays empty. */
  void write(long index, byte[] hashes) throws IOException {
    Files.createDirectories(folder);
    int written = 0;
    while (written < hashes.length) {
      long at = index * TileHashing.BYTES + written;
      int fits = (int) Math.min(hashes.length - written, FILE_BYTES - at % FILE_BYTES);
      try (RandomAccessFile out = new RandomAccessFile(file(at / FILE_BYTES).toFile(), "rw")) {
        out.seek(at % FILE_BYTES);
        out.write(hashes, written, fits);
      }
      written += fits;
    }
  }

  /** Keeps so many hashes. */
  void truncate(long count) throws IOException {
    for (String name : names()) {
      long number = Long.parseLong(name);
      long kept = Math.clamp(count - number * HASHES_PER_FILE, 0, HASHES_PER_FILE);
      if (kept == 0) {
        Files.delete(file(number));
      } else if (Files.size(file(number)) > kept * TileHashing.BYTES) {
        try (RandomAccessFile out = new RandomAccessFile(file(number).toFile(), "rw")) {
          out.setLength(kept * TileHashing.BYTES);
        }
      }
    }
  }

  /** Deletes the files that hold only hashes before an index. */
  void dropBefore(long index) {
    try {
      for (String name : names()) {
        if ((Long.parseLong(name) + 1) * HASHES_PER_FILE <= index) {
          Files.delete(folder.resolve(name));
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
