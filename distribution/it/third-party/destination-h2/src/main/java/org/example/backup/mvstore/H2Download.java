package org.example.backup.mvstore;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads each extent when it is taken. Reading ahead would gain little here: what is in the system's
 * cache, or comes next in the file, is there at once.
 */
final class H2Download implements Download {

  private final StoreFile store;
  private final UnaryOperator<ArchivePath> inStore;
  private final Iterator<Extent> extents;
  private boolean closed;

  H2Download(StoreFile store, UnaryOperator<ArchivePath> inStore, Iterator<Extent> extents) {
    this.store = store;
    this.inStore = inStore;
    this.extents = extents;
  }

  @Override
  public long next(ByteBuffer target) throws IOException {
    if (closed) {
      throw new IOException("The download is closed");
    }
    if (!extents.hasNext()) {
      throw new NoSuchElementException("No more extents");
    }
    Extent extent = extents.next();
    return store.read(MISSING, tree -> fetch(tree, extent, target));
  }

  private long fetch(FileTree tree, Extent extent, ByteBuffer target) throws IOException {
    Optional<Long> file = tree.file(inStore.apply(extent.path()));
    if (file.isEmpty()) {
      return MISSING;
    }
    long available = Math.max(0, tree.nodes().length(file.get()) - extent.offset());
    int wanted = (int) Math.min(available, extent.maxLength());
    tree.nodes().read(file.get(), extent.offset(), target.slice(target.position(), wanted));
    target.position(target.position() + wanted);
    return available;
  }

  @Override
  public void close() {
    closed = true;
  }
}
