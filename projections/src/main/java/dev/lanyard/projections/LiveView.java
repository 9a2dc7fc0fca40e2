package dev.lanyard.projections;

import dev.lanyard.projections.store.Readers;
import dev.lanyard.projections.store.Snapshots;
import dev.lanyard.projections.store.ViewFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The file that answers for a view now. Another can take its place between two questions. */
final class LiveView implements Snapshots, AutoCloseable {
  private final Projection<?> projection;
  private final Path path;
  private final ReadWriteLock swapping = new ReentrantReadWriteLock(true);
  private final Progress progress;
  private ViewFile file;
  private final AtomicLong swaps = new AtomicLong();

  private LiveView(Projection<?> projection, Path path, ViewFile file) throws SQLException {
    this.projection = projection;
    this.path = path;
    this.progress = new Progress(file.position());
    this.file = file;
  }

  /**
   * Opens the view's file in a folder; makes an empty one where the file is of another version, or
   * holds commits that the ledger does not have.
   *
   * @param head the ledger's
   */
  static LiveView open(Projection<?> projection, Path folder, long head) throws SQLException {
    Path path = folder.resolve(projection.name() + ".db");
    ViewFile.delete(folder.resolve(projection.name() + Rebuilding.SUFFIX));
    ViewFile file = ViewFile.open(path, projection.schema());
    if (file.position() > head) {
      file.close();
      file = ViewFile.create(path, projection.schema());
    }
    return new LiveView(projection, path, file);
  }

  @Override
  public long position() {
    return progress.position();
  }

  @Override
  public long generation() {
    return swaps.get();
  }

  /** How far the view is; the thread that folds says so after each commit of the file. */
  Progress progress() {
    return progress;
  }

  @Override
  public <T> T read(Readers.Question<T> question) {
    swapping.readLock().lock();
    try {
      return file.readers().read(question);
    } finally {
      swapping.readLock().unlock();
    }
  }

  /** The file, for the thread that folds: only that thread may call {@link #swap}. */
  ViewFile file() {
    return file;
  }

  /** Where the file lies. */
  Path path() {
    return path;
  }

  /**
   * Puts a closed file in the live one's place; questions wait meanwhile.
   *
   * @param keep where the live one goes
   */
  void swap(Path rebuilt, Path keep) throws SQLException, IOException {
    swapping.writeLock().lock();
    try {
      file.close();
      try {
        Files.move(path, keep, StandardCopyOption.REPLACE_EXISTING);
        Files.move(rebuilt, path, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        file = ViewFile.open(path, projection.schema());
        swaps.incrementAndGet();
        // Before anyone can ask the file: it may hold less than the one that it replaces.
        progress.passed(file.position());
      }
    } finally {
      swapping.writeLock().unlock();
    }
  }

  @Override
  public void close() throws SQLException {
    swapping.writeLock().lock();
    try {
      file.close();
    } finally {
      swapping.writeLock().unlock();
    }
  }
}
