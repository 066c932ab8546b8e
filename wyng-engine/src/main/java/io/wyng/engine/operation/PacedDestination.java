package io.wyng.engine.operation;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationCapability;
import io.wyng.spi.destination.DestinationStatus;
import io.wyng.spi.destination.DirectoryEntry;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import io.wyng.spi.destination.FileChange;
import io.wyng.spi.destination.Upload;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A destination whose uploads and downloads share a limited rate. */
final class PacedDestination implements Destination {

  private final Destination destination;
  private final Pacing pacing;

  PacedDestination(Destination destination, TransferLimit limit) {
    this.destination = destination;
    this.pacing = new Pacing(limit);
  }

  @Override
  public Upload openUpload() throws IOException {
    return new PacedUpload(destination.openUpload(), pacing);
  }

  @Override
  public Download fetch(Iterator<Extent> extents) throws IOException {
    return new PacedDownload(destination.fetch(extents), pacing);
  }

  private record PacedUpload(Upload upload, Pacing pacing) implements Upload {

    @Override
    public void put(ArchivePath path, ByteBuffer content) throws IOException {
      pacing.pass(content.remaining());
      upload.put(path, content);
    }

    @Override
    public void put(ArchivePath path, long length, InputStream content) throws IOException {
      upload.put(path, length, new PacedStream(content, pacing));
    }

    @Override
    public boolean link(ArchivePath path, ArchivePath existing) throws IOException {
      return upload.link(path, existing);
    }

    @Override
    public void finish() throws IOException {
      upload.finish();
    }

    @Override
    public void close() throws IOException {
      upload.close();
    }
  }

  private record PacedDownload(Download download, Pacing pacing) implements Download {

    @Override
    public long next(ByteBuffer target) throws IOException {
      int before = target.position();
      long length = download.next(target);
      pacing.pass(target.position() - before);
      return length;
    }

    @Override
    public void close() throws IOException {
      download.close();
    }
  }

  private static final class PacedStream extends FilterInputStream {

    private final Pacing pacing;

    PacedStream(InputStream in, Pacing pacing) {
      super(in);
      this.pacing = pacing;
    }

    @Override
    public int read() throws IOException {
      pacing.pass(1);
      return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      pacing.pass(Math.max(count, 0));
      return count;
    }
  }

  @Override
  public Set<DestinationCapability> capabilities() throws IOException {
    return destination.capabilities();
  }

  @Override
  public String transport() {
    return destination.transport();
  }

  @Override
  public DestinationStatus probe() {
    return destination.probe();
  }

  @Override
  public Optional<byte[]> read(ArchivePath path, int limitBytes) throws IOException {
    return destination.read(path, limitBytes);
  }

  @Override
  public void replace(ArchivePath path, byte[] content) throws IOException {
    destination.replace(path, content);
  }

  @Override
  public List<DirectoryEntry> list(ArchivePath directory) throws IOException {
    return destination.list(directory);
  }

  @Override
  public void deleteTree(ArchivePath path) throws IOException {
    destination.deleteTree(path);
  }

  @Override
  public void rename(ArchivePath from, ArchivePath to) throws IOException {
    destination.rename(from, to);
  }

  @Override
  public void sync() throws IOException {
    destination.sync();
  }

  @Override
  public Map<ArchivePath, String> digests(Collection<ArchivePath> paths) throws IOException {
    return destination.digests(paths);
  }

  @Override
  public void apply(Iterator<FileChange> changes) throws IOException {
    destination.apply(changes);
  }

  @Override
  public void close() throws IOException {
    destination.close();
  }
}
