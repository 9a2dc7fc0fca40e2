package dev.lanyard.api.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder of all that a server keeps, held by one server at a time: by a lock of the operating
 * system, which ends with the process however that ends.
 */
public final class DataFolder implements AutoCloseable {
  private final Path folder;
  private final FileChannel lockFile;

  private DataFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /**
   * Makes the folder where it is missing, keeps all other users of the machine out of it but for
   * {@code tls/ca.pem}, and takes it.
   *
   * @throws StartRefused if it cannot be written or narrowed, or another server holds it
   */
  public static DataFolder take(Path folder) {
    try {
      DataPermissions.settle(folder);
      var file =
          FileChannel.open(
              folder.resolve("lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              DataPermissions.OWNERS_ALONE);
      if (lock(file) == null) {
        file.close();
        throw new StartRefused("Another server holds the data folder %s".formatted(folder));
      }
      return new DataFolder(folder, file);
    } catch (IOException | UnsupportedOperationException failure) {
      throw new StartRefused(
          "%s: the folder %s cannot be used: %s".formatted(Settings.DATA, folder, failure),
          failure);
    }
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException heldInThisProcess) {
      return null;
    }
  }

  /** Where the folder is, as it was named. */
  public Path path() {
    return folder;
  }

  /** Where the ledger is kept. */
  public Path ledger() {
    return folder.resolve("ledger.db");
  }

  /** Where the read models are kept: may be deleted while the server is stopped. */
  public Path views() {
    return folder.resolve("views");
  }

  /** Where the logs' hash tiles are kept, which may go, and their checkpoints, which may not. */
  public Path log() {
    return folder.resolve("log");
  }

  /** Where the private CA and the server's own certificate are kept. */
  public Path tls() {
    return folder.resolve("tls");
  }

  /** Where keys and the digests of secrets are kept, sealed. */
  public Path keys() {
    return folder.resolve("keys.db");
  }

  /** Where the master key is kept that the first start makes if none is given. */
  public Path masterKey() {
    return folder.resolve("master.key");
  }

  /** Where the reports of replays are kept. */
  public Path replays() {
    return folder.resolve("replays");
  }

  /** The first operator's way in: ids and a secret, for whoever started the server. */
  public Path bootstrap() {
    return folder.resolve("bootstrap.json");
  }

  /** The first operator's private key and certificate. */
  public Path bootstrapCertificate() {
    return folder.resolve("bootstrap.pem");
  }

  Path installation() {
    return folder.resolve("installation.json");
  }

  /** Lets another server take the folder. */
  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
