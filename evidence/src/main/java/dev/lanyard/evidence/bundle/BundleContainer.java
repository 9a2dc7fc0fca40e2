package dev.lanyard.evidence.bundle;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/** Where the files of a bundle are: a zip, or the folder that one was unpacked to. */
sealed interface BundleContainer extends Closeable permits BundleFolder, BundleZip {
  /** More files than any bundle has. */
  int FILES_MAX = 4_000;

  /** The folders that a bundle has. */
  Set<String> FOLDERS = Set.of("proofs", "schemas");

  /**
   * Opens one.
   *
   * @throws IOException if it cannot be read
   * @throws BundleRefused if it is no bundle
   */
  static BundleContainer open(Path bundle) throws IOException {
    if (Files.isDirectory(bundle)) {
      return BundleFolder.list(bundle.toRealPath());
    }
    if (!Files.isRegularFile(bundle, LinkOption.NOFOLLOW_LINKS) && !Files.exists(bundle)) {
      throw new NoSuchFileException(bundle.toString());
    }
    return BundleZip.open(bundle);
  }

  /** The names of its files. */
  Set<String> names();

  /**
   * Reads a file.
   *
   * @param name one of {@link #names}
   */
  InputStream open(String name) throws IOException;
}
