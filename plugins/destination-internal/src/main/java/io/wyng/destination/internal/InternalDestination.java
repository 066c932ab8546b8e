package io.wyng.destination.internal;

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
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** An archive in a directory of this machine. */
final class InternalDestination implements Destination {

  /** Enough to be worth a flush of the disk, and little enough to be written in a second. */
  private static final long WRITEBACK_BYTES = 128 << 20;

  private final ArchiveDirectory archive;
  private final DurableFiles files;
  private final int readers;
  private final Inspection inspection;
  private final FileChanges changes;

  /**
   * An archive.
   *
   * @param archive its directory
   * @param files carries out every change of its files
   * @param readers how many files a download reads at a time
   */
  InternalDestination(ArchiveDirectory archive, DurableFiles files, int readers) {
    this.archive = archive;
    this.files = files;
    this.readers = readers;
    this.inspection = new Inspection(archive, files);
    this.changes = new FileChanges(archive, files);
  }

  @Override
  public Set<DestinationCapability> capabilities() throws IOException {
    return inspection.capabilities();
  }

  @Override
  public DestinationStatus probe() {
    return inspection.probe();
  }

  @Override
  public Optional<byte[]> read(ArchivePath path, int limitBytes) throws IOException {
    try (FileChannel channel = archive.open(path).orElse(null)) {
      return channel == null ? Optional.empty() : Optional.of(content(path, channel, limitBytes));
    } catch (IOException e) {
      throw Explanation.of("read", archive.resolve(path), e);
    }
  }

  private byte[] content(ArchivePath path, FileChannel channel, int limitBytes) throws IOException {
    long size = channel.size();
    if (size > limitBytes) {
      throw new ProviderException(
          archive.resolve(path)
              + " has "
              + size
              + " bytes, more than the "
              + limitBytes
              + " that it may have",
          "It is damaged, or was not written by Wyng: put it back from a copy of the archive.");
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) size);
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // until the buffer is full, or the file shorter than it was
    }
    byte[] bytes = new byte[buffer.flip().remaining()];
    buffer.get(bytes);
    return bytes;
  }

  @Override
  public void replace(ArchivePath path, byte[] content) throws IOException {
    changes.replace(path, content);
  }

  @Override
  public List<DirectoryEntry> list(ArchivePath directory) throws IOException {
    try {
      return archive.isDirectory(directory) ? entries(archive.resolve(directory)) : List.of();
    } catch (DirectoryIteratorException e) {
      throw Explanation.of(
          "list", archive.resolve(directory), Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw Explanation.of("list", archive.resolve(directory), e);
    }
  }

  private static List<DirectoryEntry> entries(Path directory) throws IOException {
    List<DirectoryEntry> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path path : stream) {
        String name = path.getFileName().toString();
        ArchiveDirectory.attributes(path)
            .map(found ->
                found.isRegularFile()
                    ? new DirectoryEntry(name, DirectoryEntry.Kind.FILE, found.size())
                    : new DirectoryEntry(
                        name,
                        found.isDirectory()
                            ? DirectoryEntry.Kind.DIRECTORY
                            : DirectoryEntry.Kind.OTHER,
                        0))
            .ifPresent(entries::add);
      }
    }
    return entries;
  }

  @Override
  public void deleteTree(ArchivePath path) throws IOException {
    changes.deleteTree(path);
  }

  @Override
  public void rename(ArchivePath from, ArchivePath to) throws IOException {
    changes.rename(from, to);
  }

  @Override
  public void sync() throws IOException {
    try {
      archive.checkMount();
      archive.sync();
    } catch (IOException e) {
      throw Explanation.of("make durable what was written to", archive.root(), e);
    }
  }

  @Override
  public Map<ArchivePath, String> digests(Collection<ArchivePath> paths) throws IOException {
    Map<ArchivePath, String> digests = new LinkedHashMap<>();
    FileDigest digest = new FileDigest();
    for (ArchivePath path : paths) {
      try (FileChannel channel = archive.open(path).orElse(null)) {
        if (channel != null) {
          digests.put(path, digest.of(channel));
        }
      } catch (IOException e) {
        throw Explanation.of("read", archive.resolve(path), e);
      }
    }
    return digests;
  }

  @Override
  public Upload openUpload() throws IOException {
    archive.checkMount();
    return new DirectUpload(
        archive, files, new EarlyWriteback(files, archive.root(), WRITEBACK_BYTES));
  }

  @Override
  public Download fetch(Iterator<Extent> extents) {
    return new ReadAheadDownload(archive, extents, readers);
  }

  @Override
  public void apply(Iterator<FileChange> wanted) throws IOException {
    changes.apply(wanted);
  }

  /** Nothing is held between two calls. */
  @Override
  public void close() {}
}
