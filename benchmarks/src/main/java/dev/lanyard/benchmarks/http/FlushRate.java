package dev.lanyard.benchmarks.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** How often a second the disk makes one appended page durable. */
final class FlushRate {
  private static final int PAGE_BYTES = 4_096;

  private FlushRate() {}

  /** Appends pages to a file in the folder, each forced to the disk, for the time given. */
  static double measure(Path folder, Duration time) throws IOException {
    Path file = Files.createTempFile(folder, "flush", ".bin");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer page = ByteBuffer.allocate(PAGE_BYTES);
      long began = System.nanoTime();
      long deadline = began + time.toNanos();
      int flushes = 0;
      while (System.nanoTime() < deadline) {
        page.clear();
        channel.write(page);
        channel.force(false);
        flushes++;
      }
      return flushes / ((System.nanoTime() - began) / 1e9);
    } finally {
      Files.delete(file);
    }
  }
}
