package org.example.backup.mvstore;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The file that is the store: opened when it is first needed, created by the first change.
 *
 * <p>One thread works at a time, and commits happen only between two pieces of work: after a crash
 * each piece was done wholly or not at all. Every commit is forced to the disk, so that MVStore may
 * use freed space again at once. When MVStore fails, what was not committed is given up, and the
 * store stays closed.
 *
 * <p>Safe for use by several threads.
 */
final class StoreFile implements AutoCloseable {

  /** Changes in memory are written when there are so many of them. */
  private static final int COMMIT_BYTES = 16 << 20;

  private static final int CACHE_MEGABYTES = 16;

  /** Parts of the file of which less is in use are written anew, so that they become free. */
  private static final int FILL_PERCENT = 80;

  /** For how long that is done when the store is closed. */
  private static final Duration RECLAMATION = Duration.ofSeconds(2);

  /** The version of the maps' content, kept in the store. */
  private static final int FORMAT = 1;

  private final Path path;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Opened opened;
  private @Nullable ProviderException failure;

  /** The store while it is open. */
  private record Opened(MVStore store, FileTree tree) {}

  /**
   * Something that is done with the files. When it throws an {@link IOException}, it has changed
   * nothing.
   *
   * @param <T> its result
   */
  interface Work<T> {
    T with(FileTree tree) throws IOException;
  }

  /** The same without a result. */
  interface Change {
    void make(FileTree tree) throws IOException;
  }

  StoreFile(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /** The directory in which the file is, or will be. */
  Path directory() {
    return path.resolveSibling("");
  }

  boolean exists() {
    return Files.exists(path);
  }

  /** Reads from the store; the answer is known when there is none. */
  <T> T read(T withoutStore, Work<T> work) throws IOException {
    lock.lock();
    try {
      return exists() ? work.with(open().tree) : withoutStore;
    } catch (MVStoreException e) {
      throw givenUp(e);
    } finally {
      lock.unlock();
    }
  }

  /** Changes the store, which is created when there is none. */
  void change(Change change) throws IOException {
    compute(tree -> {
      change.make(tree);
      return true;
    });
  }

  /** The same for a change that has a result. */
  <T> T compute(Work<T> work) throws IOException {
    lock.lock();
    try {
      Opened current = open();
      refuseReadOnly(current.store);
      T result = work.with(current.tree);
      if (current.store.getUnsavedMemory() > COMMIT_BYTES) {
        commit(current.store);
      }
      return result;
    } catch (MVStoreException e) {
      throw givenUp(e);
    } finally {
      lock.unlock();
    }
  }

  /** Makes durable what has changed. */
  void commit() throws IOException {
    lock.lock();
    try {
      if (failure != null) {
        throw failure;
      }
      if (opened != null && !opened.store.isReadOnly()) {
        commit(opened.store);
      }
    } catch (MVStoreException e) {
      throw givenUp(e);
    } finally {
      lock.unlock();
    }
  }

  private static void commit(MVStore store) {
    store.commit();
    store.sync();
  }

  private Opened open() throws IOException {
    if (failure != null) {
      throw failure;
    }
    Opened current = opened;
    if (current == null) {
      refuseDirectory();
      MVStore store =
          new MVStore.Builder()
              .fileName(path.toString())
              .autoCommitDisabled()
              .autoCommitBufferSize(0)
              .cacheSize(CACHE_MEGABYTES)
              .open();
      try {
        current = new Opened(store, prepare(store));
      } catch (IOException | RuntimeException e) {
        store.closeImmediately();
        throw e;
      }
      opened = current;
    }
    return current;
  }

  private FileTree prepare(MVStore store) throws IOException {
    boolean isNew = store.getStoreVersion() == 0 && store.getMapNames().isEmpty();
    if (!isNew && store.getStoreVersion() != FORMAT) {
      throw new ProviderException(
          path + " is an MVStore file, but none of this plugin's",
          "Give another file as the destination.");
    }
    store.setRetentionTime(0);
    store.setVersionsToKeep(0);
    FileTree tree = new FileTree(store);
    if (isNew) {
      store.setStoreVersion(FORMAT);
      tree.nodes().createTop();
    }
    if (!store.isReadOnly()) {
      tree.nodes().removeUnfinished();
      commit(store);
    }
    if (isNew) {
      DurableFiles.system().force(directory());
    }
    return tree;
  }

  private void refuseDirectory() throws ProviderException {
    if (Files.isDirectory(path)) {
      throw new ProviderException(
          path + " is a directory, but h2: needs a file",
          "Name a file in it, for instance h2:" + path.resolve("wyng.mv") + ".");
    }
    if (!Files.isDirectory(directory())) {
      throw new ProviderException(
          "There is no directory " + directory() + " for " + path,
          "Create or mount it, or correct the destination's address.");
    }
  }

  private void refuseReadOnly(MVStore store) throws ProviderException {
    if (store.isReadOnly()) {
      throw new DestinationFaultException(
          DestinationFault.PERMISSION_DENIED,
          path + " cannot be written to",
          "Run Wyng as a user who may, or mount the file system for writing.");
    }
  }

  private ProviderException givenUp(MVStoreException reason) {
    ProviderException explained = Failures.explained(path, reason);
    failure = explained;
    if (opened != null) {
      opened.store.closeImmediately();
      opened = null;
    }
    return explained;
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      if (opened != null) {
        reclaim(opened.store);
        opened.store.close();
        opened = null;
      }
    } catch (MVStoreException e) {
      throw givenUp(e);
    } finally {
      lock.unlock();
    }
  }

  private static void reclaim(MVStore store) {
    long start = System.nanoTime();
    while (!store.isReadOnly()
        && System.nanoTime() - start < RECLAMATION.toNanos()
        && store.compact(FILL_PERCENT, COMMIT_BYTES)) {
      commit(store);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
