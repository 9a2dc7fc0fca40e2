package dev.lanyard.evidence.bundle;

import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.bundle.Manifest.Content;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.zip.ZipException;

/** The lines of a file, read one by one; the file is counted and digested on the way. */
final class Lines implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final String file;
  private final InputStream in;
  private final Content expected;
  private final int lineBytesMax;
  private final MessageDigest sha256 = Hash.digest();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int end;
  private long bytes;
  private long number;

  /**
   * Lines of a file.
   *
   * @param expected what the manifest says of it: nothing is read beyond that
   */
  Lines(String file, InputStream in, Content expected, int lineBytesMax) {
    this.file = file;
    this.in = in;
    this.expected = expected;
    this.lineBytesMax = lineBytesMax;
  }

  /**
   * The next line, without its newline; empty at the end of the file.
   *
   * @throws BundleRefused if it is too long or has no newline, or the file is longer than it is to
   *     be
   */
  Optional<byte[]> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    number++;
    while (at < end || fill()) {
      int newline = at;
      while (newline < end && buffer[newline] != '\n') {
        newline++;
      }
      line.write(buffer, at, newline - at);
      if (line.size() > lineBytesMax) {
        throw new BundleRefused(file, "line " + number + ": it is too long");
      }
      at = newline + 1;
      if (newline < end) {
        return Optional.of(line.toByteArray());
      }
    }
    if (line.size() > 0) {
      throw new BundleRefused(file, "line " + number + ": it is cut off");
    }
    return Optional.empty();
  }

  /** Which line {@link #next} gave last, from 1. */
  long number() {
    return number;
  }

  /**
   * Says that the file, read to its end, is the one that the manifest lists.
   *
   * @throws BundleRefused if it is another
   */
  void requireContent() {
    if (bytes != expected.bytes() || !Hash.of(sha256.digest()).equals(expected.sha256())) {
      throw new BundleRefused(file, "it is not the file that the manifest lists");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean fill() throws IOException {
    at = 0;
    try {
      end = Math.max(in.read(buffer), 0);
    } catch (ZipException | EOFException damaged) {
      throw new BundleRefused(file, "the zip is damaged here");
    }
    sha256.update(buffer, 0, end);
    bytes += end;
    if (bytes > expected.bytes()) {
      throw new BundleRefused(file, "it is longer than the file that the manifest lists");
    }
    return end > 0;
  }
}
