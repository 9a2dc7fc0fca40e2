package dev.lanyard.evidence.bundle;

import dev.lanyard.evidence.EvidenceRefused;
import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.bundle.Manifest.Content;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.ZipException;

/** Reads the files of a bundle as its manifest lists them. */
final class BundleReader {
  private final BundleContainer container;

  BundleReader(BundleContainer container) {
    this.container = container;
  }

  /**
   * Says that there are the files that the manifest lists, and no others.
   *
   * @throws BundleRefused if one is missing or too many
   */
  void requireNames(Manifest manifest) {
    Set<String> listed = manifest.names();
    for (String name : new TreeSet<>(listed)) {
      if (!container.names().contains(name)) {
        throw new BundleRefused(name, "it is missing");
      }
    }
    if (!listed.containsAll(container.names())) {
      throw new BundleRefused("", "there is a file that the manifest does not list");
    }
  }

  /**
   * A small file that no manifest lists.
   *
   * @throws BundleRefused if it is missing or too large
   */
  byte[] unlisted(String name) throws IOException {
    if (!container.names().contains(name)) {
      throw new BundleRefused(name, "it is missing");
    }
    byte[] bytes = read(name, BundleFiles.WHOLE_BYTES_MAX);
    if (bytes.length > BundleFiles.WHOLE_BYTES_MAX) {
      throw new BundleRefused(name, "it is larger than such a file is");
    }
    return bytes;
  }

  /**
   * What a small file says.
   *
   * @param parser reads its bytes
   * @throws BundleRefused if it is not the file that the manifest lists, or is not in its form
   */
  <T> T whole(Manifest manifest, String name, Function<byte[], T> parser) throws IOException {
    Content content = manifest.content(name);
    if (content.bytes() > BundleFiles.WHOLE_BYTES_MAX) {
      throw new BundleRefused(name, "it is larger than such a file is");
    }
    byte[] bytes = read(name, (int) content.bytes());
    if (bytes.length != content.bytes() || !Hash.sha256(bytes).equals(content.sha256())) {
      throw new BundleRefused(name, "it is not the file that the manifest lists");
    }
    return in(name, () -> parser.apply(bytes));
  }

  /** The lines of a file. */
  Lines lines(Manifest manifest, String name, int lineBytesMax) throws IOException {
    return new Lines(name, container.open(name), manifest.content(name), lineBytesMax);
  }

  /** Does something with a file; what is refused is refused there. */
  static <T> T in(String name, Supplier<T> work) {
    try {
      return work.get();
    } catch (EvidenceRefused refused) {
      throw new BundleRefused(name, refused);
    }
  }

  /** The same where nothing comes of it. */
  static void check(String name, Runnable work) {
    try {
      work.run();
    } catch (EvidenceRefused refused) {
      throw new BundleRefused(name, refused);
    }
  }

  /** At most one byte more than there may be. */
  private byte[] read(String name, int bytesMax) throws IOException {
    try (InputStream in = container.open(name)) {
      return in.readNBytes(bytesMax + 1);
    } catch (ZipException | EOFException damaged) {
      throw new BundleRefused(name, "the zip is damaged here");
    }
  }
}
