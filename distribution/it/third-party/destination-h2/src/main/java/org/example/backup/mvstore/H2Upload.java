package org.example.backup.mvstore;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;

/** Writes each file at once. Of a long one the store is never locked for more than one block. */
final class H2Upload implements Upload {

  private final StoreFile store;
  private final UnaryOperator<ArchivePath> inStore;

  H2Upload(StoreFile store, UnaryOperator<ArchivePath> inStore) {
    this.store = store;
    this.inStore = inStore;
  }

  @Override
  public void put(ArchivePath path, ByteBuffer content) throws IOException {
    ArchivePath place = inStore.apply(path);
    store.change(tree -> {
      tree.checkFileMayBeAt(place);
      tree.enter(place, tree.nodes().write(content));
    });
  }

  @Override
  public void put(ArchivePath path, long length, InputStream content) throws IOException {
    ArchivePath place = inStore.apply(path);
    long file = store.compute(tree -> tree.nodes().begin());
    try {
      append(file, path, length, content);
      store.change(tree -> {
        tree.checkFileMayBeAt(place);
        tree.nodes().finish(file, length);
        tree.enter(place, file);
      });
    } catch (IOException | RuntimeException e) {
      discard(file, e);
      throw e;
    }
  }

  private void discard(long file, Exception reason) {
    try {
      store.change(tree -> tree.nodes().remove(file));
    } catch (IOException e) {
      reason.addSuppressed(e); // whoever opens the store next takes it away
    }
  }

  private void append(long file, ArchivePath path, long length, InputStream content)
      throws IOException {
    long written = 0;
    byte[] block = content.readNBytes(Nodes.BLOCK_BYTES);
    while (block.length > 0 && written <= length) {
      byte[] next = block;
      long at = written;
      store.change(tree -> tree.nodes().append(file, at, next));
      written += block.length;
      block = content.readNBytes(Nodes.BLOCK_BYTES);
    }
    if (written != length) {
      throw new ProviderException(
          "The content for " + path + " does not have the " + length + " bytes it should have",
          "Something changed it meanwhile: repeat the command.");
    }
  }

  @Override
  public boolean link(ArchivePath path, ArchivePath existing) throws IOException {
    store.change(tree -> tree.link(inStore.apply(path), inStore.apply(existing)));
    return true;
  }

  /** Every file is written already. */
  @Override
  public void finish() {}

  /** Nothing is held. */
  @Override
  public void close() {}
}
