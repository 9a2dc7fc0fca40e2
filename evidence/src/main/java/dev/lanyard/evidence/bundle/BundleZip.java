package dev.lanyard.evidence.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A bundle as it was written. */
final class BundleZip implements BundleContainer {
  private static final int END_BYTES = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int DIRECTORY_BYTES_AT = 12;
  private static final int COMMENT_BYTES_AT = 20;

  /** The directory is read as a whole: it is not larger than that of any bundle. */
  private static final long DIRECTORY_BYTES_MAX = 4 << 20;

  private final ZipFile zip;
  private final Set<String> names;

  private BundleZip(ZipFile zip, Set<String> names) {
    this.zip = zip;
    this.names = Set.copyOf(names);
  }

  static BundleZip open(Path file) throws IOException {
    requireSmallDirectory(file);
    try {
      ZipFile zip = new ZipFile(file.toFile(), UTF_8);
      try {
        return new BundleZip(zip, names(zip));
      } catch (BundleRefused refused) {
        zip.close();
        throw refused;
      } catch (IllegalArgumentException unreadableName) {
        zip.close();
        throw new BundleRefused("", "the zip has a name that is no text");
      }
    } catch (ZipException damaged) {
      throw new BundleRefused("", "the file is not a zip, or is damaged");
    }
  }

  @Override
  public Set<String> names() {
    return names;
  }

  @Override
  public InputStream open(String name) throws IOException {
    try {
      InputStream in = zip.getInputStream(new ZipEntry(name));
      if (in == null) {
        throw new BundleRefused(name, "it is missing");
      }
      return in;
    } catch (ZipException damaged) {
      throw new BundleRefused(name, "the zip is damaged here");
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private static Set<String> names(ZipFile zip) {
    Set<String> names = new HashSet<>();
    for (ZipEntry entry : List.copyOf(zip.stream().toList())) {
      String name = entry.getName();
      boolean folder =
          entry.isDirectory() && FOLDERS.contains(name.substring(0, name.length() - 1));
      if (!folder && !names.add(name)) {
        throw new BundleRefused("", "the zip has a file twice");
      }
      if (names.size() > FILES_MAX) {
        throw new BundleRefused("", "the zip has more files than a bundle has");
      }
    }
    return names;
  }

  /** The end of a zip without a comment (APPNOTE 4.3.16), which tells the directory's size. */
  private static void requireSmallDirectory(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer end = ByteBuffer.allocate(END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      long at = channel.size() - END_BYTES;
      while (at >= 0 && end.hasRemaining() && channel.read(end, at + end.position()) > 0) {}
      boolean whole = !end.hasRemaining() && end.getShort(COMMENT_BYTES_AT) == 0;
      if (!whole || end.getInt(0) != END_SIGNATURE) {
        throw new BundleRefused("", "the file is not a zip, or is damaged");
      }
      if (Integer.toUnsignedLong(end.getInt(DIRECTORY_BYTES_AT)) > DIRECTORY_BYTES_MAX) {
        throw new BundleRefused("", "the zip has a larger directory than a bundle has");
      }
    }
  }
}
