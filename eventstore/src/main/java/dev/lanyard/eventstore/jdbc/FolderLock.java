package dev.lanyard.eventstore.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The right to a ledger's files: one server at a time has it. It ends with the process. */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes a ledger in a folder, which is made if there is none.
   *
   * @param name of the ledger's files, without their endings
   * @throws IllegalStateException if this process or another has it
   */
  static FolderLock take(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel = OwnerOnly.open(folder.resolve(name + ".lock"));
    try {
      if (channel.tryLock() != null) {
        return new FolderLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new IllegalStateException(
          "this process has the " + name + " in " + folder + " open", e);
    }
    channel.close();
    throw new IllegalStateException("another server has the " + name + " in " + folder + " open");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger's files cannot be given back", e);
    }
  }
}
