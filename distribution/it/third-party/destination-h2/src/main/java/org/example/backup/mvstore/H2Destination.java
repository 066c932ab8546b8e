package org.example.backup.mvstore;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationCapability;
import io.wyng.spi.destination.DestinationStatus;
import io.wyng.spi.destination.DirectoryEntry;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import io.wyng.spi.destination.FileChange;
import io.wyng.spi.destination.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An archive in a directory of the store. The store may hold others beside it. */
final class H2Destination implements Destination {

  private final StoreFile store;
  private final ArchivePath root;

  H2Destination(StoreFile store, ArchivePath root) {
    this.store = store;
    this.root = root;
  }

  /** Where a path of the archive is in the store. */
  private ArchivePath inStore(ArchivePath path) {
    return path.equals(ArchivePath.ROOT) ? root : root.resolve(path.text());
  }

  /** Not {@code CONCURRENT_USE}: whoever has opened the file locks all others out. */
  @Override
  public Set<DestinationCapability> capabilities() {
    return EnumSet.of(
        DestinationCapability.HARD_LINKS, DestinationCapability.ATOMIC_DIRECTORY_RENAME);
  }

  @Override
  public DestinationStatus probe() {
    return new Inspection(store).status();
  }

  @Override
  public Optional<byte[]> read(ArchivePath path, int limitBytes) throws IOException {
    return store.read(
        Optional.empty(),
        tree -> {
          Optional<Long> file = tree.file(inStore(path));
          return file.isEmpty()
              ? Optional.empty()
              : Optional.of(content(tree.nodes(), file.get(), path, limitBytes));
        });
  }

  private static byte[] content(Nodes nodes, long file, ArchivePath path, int limitBytes)
      throws IOException {
    long length = nodes.length(file);
    if (length > limitBytes) {
      throw new ProviderException(
          path + " has " + length + " bytes, more than the " + limitBytes + " that it may have",
          "It is damaged, or was not written by Wyng: put it back from a copy of the archive.");
    }
    ByteBuffer content = ByteBuffer.allocate((int) length);
    nodes.read(file, 0, content);
    return content.array();
  }

  @Override
  public void replace(ArchivePath path, byte[] content) throws IOException {
    store.change(tree -> {
      tree.checkFileMayBeAt(inStore(path));
      tree.enter(inStore(path), tree.nodes().write(ByteBuffer.wrap(content)));
    });
    store.commit();
  }

  @Override
  public List<DirectoryEntry> list(ArchivePath directory) throws IOException {
    return store.read(List.of(), tree -> tree.list(inStore(directory)));
  }

  @Override
  public void deleteTree(ArchivePath path) throws IOException {
    refuseRoot(path);
    while (store.exists() && store.compute(tree -> tree.deleteSome(inStore(path)))) {
      // in portions, so that there is never much to be committed
    }
  }

  @Override
  public void rename(ArchivePath from, ArchivePath to) throws IOException {
    refuseRoot(from);
    refuseRoot(to);
    store.change(tree -> tree.rename(inStore(from), inStore(to)));
  }

  private static void refuseRoot(ArchivePath path) {
    if (path.equals(ArchivePath.ROOT)) {
      throw new IllegalArgumentException("The root of an archive is not moved or deleted");
    }
  }

  @Override
  public void sync() throws IOException {
    store.commit();
  }

  @Override
  public Map<ArchivePath, String> digests(Collection<ArchivePath> paths) throws IOException {
    Map<ArchivePath, String> digests = new LinkedHashMap<>();
    for (ArchivePath path : paths) {
      store
          .read(Optional.<String>empty(), tree -> digest(tree, inStore(path)))
          .ifPresent(digest -> digests.put(path, digest));
    }
    return digests;
  }

  private static Optional<String> digest(FileTree tree, ArchivePath path) throws IOException {
    Optional<Long> file = tree.file(path);
    return file.isEmpty() ? Optional.empty() : Optional.of(tree.nodes().sha256(file.get()));
  }

  @Override
  public Upload openUpload() {
    return new H2Upload(store, this::inStore);
  }

  @Override
  public Download fetch(Iterator<Extent> extents) {
    return new H2Download(store, this::inStore, extents);
  }

  @Override
  public void apply(Iterator<FileChange> changes) throws IOException {
    while (changes.hasNext()) {
      FileChange change = changes.next();
      if (store.exists()) {
        store.change(tree -> make(change, tree));
      }
    }
  }

  private void make(FileChange change, FileTree tree) throws IOException {
    switch (change) {
      case FileChange.Move(ArchivePath from, ArchivePath to) ->
          tree.moveFile(inStore(from), inStore(to));
      case FileChange.Delete(ArchivePath path) -> tree.deleteFile(inStore(path));
    }
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
