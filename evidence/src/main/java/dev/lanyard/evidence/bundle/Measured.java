package dev.lanyard.evidence.bundle;

import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.bundle.Manifest.Content;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** A file on its way out, counted and digested. Closing it leaves what is below open. */
final class Measured extends FilterOutputStream {
  private final MessageDigest sha256 = Hash.digest();
  private long bytes;

  Measured(OutputStream below) {
    super(below);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    out.write(from, offset, length);
    sha256.update(from, offset, length);
    bytes += length;
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  /** What was written; asked for once, at the end. */
  Content content() {
    return new Content(bytes, Hash.of(sha256.digest()));
  }
}
