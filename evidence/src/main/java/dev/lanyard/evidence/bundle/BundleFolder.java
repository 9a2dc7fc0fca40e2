package dev.lanyard.evidence.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** A bundle that was unpacked. Links are not followed. */
record BundleFolder(Path root, Set<String> names) implements BundleContainer {

  BundleFolder {
    names = Set.copyOf(names);
  }

  static BundleFolder list(Path root) throws IOException {
    Set<String> names = new HashSet<>();
    add(root, "", names);
    return new BundleFolder(root, names);
  }

  @Override
  public InputStream open(String name) throws IOException {
    return Files.newInputStream(root.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void close() {}

  private static void add(Path folder, String prefix, Set<String> names) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = prefix + entry.getFileName();
        if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          names.add(name);
        } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) && FOLDERS.contains(name)) {
          add(entry, name + '/', names);
        } else {
          throw new BundleRefused("", "the folder has something that no bundle has");
        }
        if (names.size() > FILES_MAX) {
          throw new BundleRefused("", "the folder has more files than a bundle has");
        }
      }
    }
  }
}
