package dev.lanyard.evidence.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The files of a bundle, to be tampered with. */
final class TestBundle {
  final Map<String, byte[]> files = new TreeMap<>();

  /** The files of a zip. */
  static TestBundle of(byte[] zip) {
    TestBundle bundle = new TestBundle();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        bundle.files.put(entry.getName(), in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bundle;
  }

  /** Changes the text of a file. */
  void edit(String file, UnaryOperator<String> change) {
    files.computeIfPresent(
        file, (_, bytes) -> change.apply(new String(bytes, UTF_8)).getBytes(UTF_8));
  }

  byte[] bytes(String file) {
    return Optional.ofNullable(files.get(file)).orElseThrow();
  }

  String text(String file) {
    return new String(bytes(file), UTF_8);
  }

  /** Writes them as a zip. */
  Path zip(Path folder) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
      }
      out.finish();
      return Files.write(folder.resolve("bundle.zip"), bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes them as a folder, which must not be there. */
  Path unpacked(Path folder) {
    try {
      for (var file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
