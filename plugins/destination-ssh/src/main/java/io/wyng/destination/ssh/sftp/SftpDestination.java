package io.wyng.destination.ssh.sftp;

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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An archive on a server that speaks SFTP and nothing else.
 *
 * <p>What {@link #sync} promises: where the server has {@code fsync@openssh.com}, every file that
 * was written is forced before it is closed, and {@code sync} forces every directory in which
 * something was made, moved or deleted. Where it has not, durability is up to the server.
 */
public final class SftpDestination implements Destination {

  private final Channels channels;
  private final Archive archive;
  private final Changes changes;

  private SftpDestination(Channels channels, Archive archive) {
    this.channels = channels;
    this.archive = archive;
    this.changes = new Changes(archive);
  }

  /**
   * Begins to use an archive.
   *
   * @param link starts SFTP servers over there
   * @param mountPath the path of the address; never created
   * @param root the archive's root below it
   * @param windowBytes how many bytes of a transfer may be on their way at a time
   * @return the destination
   * @throws IOException when there is no SFTP server
   */
  public static SftpDestination open(
      SftpLink link, String mountPath, ArchivePath root, long windowBytes) throws IOException {
    Channels channels;
    try {
      channels = Channels.open(link);
    } catch (LostException e) {
      throw link.isOpen()
          ? new ProviderException(
              "The user "
                  + link.user()
                  + " cannot use SFTP on "
                  + link.farSide()
                  + ": "
                  + e.getMessage(),
              "Allow it in the settings of the ssh server (Subsystem, ForceCommand).",
              e)
          : link.lost("when SFTP was to be started");
    }
    String path = mountPath.replaceAll("(?<=.)/+$", "");
    return new SftpDestination(
        channels, Archive.of(link, channels.main(), path, root, windowBytes));
  }

  @Override
  public Set<DestinationCapability> capabilities() throws IOException {
    return archive.inspection().capabilities();
  }

  @Override
  public String transport() {
    return "SFTP";
  }

  @Override
  public DestinationStatus probe() {
    return archive.inspection().probe();
  }

  @Override
  public Optional<byte[]> read(ArchivePath path, int limitBytes) throws IOException {
    try {
      Optional<Attributes> found = Waiting.await(archive.tree().lstat(path));
      long expected = found.map(Attributes::size).orElse(0L);
      refuseSize(path, expected, limitBytes);
      return found.isEmpty() ? Optional.empty() : read(path, (int) expected, limitBytes);
    } catch (IOException e) {
      throw archive.explain("read", path, e);
    }
  }

  /** Reads a file that may have become longer or shorter. */
  private Optional<byte[]> read(ArchivePath path, int expected, int limitBytes) throws IOException {
    Extent whole = new Extent(path, 0, Math.max(1, expected));
    ByteBuffer target = ByteBuffer.allocate(whole.maxLength());
    // A small file needs no server of its own, as many do that are read ahead.
    try (Download download =
        new PipelinedDownload(archive, archive.sftp(), List.of(whole).iterator())) {
      long available = download.next(target);
      if (available == Download.MISSING) {
        return Optional.empty();
      }
      refuseSize(path, available, limitBytes);
      if (available > target.position()) {
        return read(path, (int) available, limitBytes);
      }
      byte[] bytes = new byte[target.flip().remaining()];
      target.get(bytes);
      return Optional.of(bytes);
    }
  }

  private void refuseSize(ArchivePath path, long size, int limitBytes) throws ProviderException {
    if (size > limitBytes) {
      throw new ProviderException(
          Paths.shown(archive.tree().resolve(path))
              + " has "
              + size
              + " bytes, more than the "
              + limitBytes
              + " that it may have",
          "It is damaged, or was not written by Wyng: put it back from a copy of the archive.");
    }
  }

  @Override
  public void replace(ArchivePath path, byte[] content) throws IOException {
    changes.replace(path, content);
  }

  @Override
  public List<DirectoryEntry> list(ArchivePath directory) throws IOException {
    try {
      if (!Waiting.await(archive.tree().exists(directory))) {
        return List.of();
      }
      Listing listing =
          Waiting.await(Listing.open(archive.sftp(), archive.tree().resolve(directory)));
      List<DirectoryEntry> entries = new ArrayList<>();
      while (!listing.hasEnded()) {
        listing.take(listing.ask()).forEach(entry -> entries.add(entry(entry)));
      }
      return entries;
    } catch (StatusException e) {
      if (e.isMissing()) {
        archive.tree().forgetAll();
        return List.of(); // deleted by another connection
      }
      throw archive.explain("list", directory, e);
    } catch (IOException e) {
      throw archive.explain("list", directory, e);
    }
  }

  private static DirectoryEntry entry(Sftp.Entry entry) {
    String name = Paths.text(entry.name());
    Attributes attributes = entry.attributes();
    if (attributes.isRegular()) {
      return new DirectoryEntry(name, DirectoryEntry.Kind.FILE, attributes.size());
    }
    return new DirectoryEntry(
        name,
        attributes.isDirectory() ? DirectoryEntry.Kind.DIRECTORY : DirectoryEntry.Kind.OTHER,
        0);
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
    archive.sync();
  }

  @Override
  public Map<ArchivePath, String> digests(Collection<ArchivePath> paths) throws IOException {
    return new Digests(archive, channels.forDownload()).of(paths);
  }

  @Override
  public Upload openUpload() {
    return new PipelinedUpload(archive, channels.forUploads());
  }

  @Override
  public Download fetch(Iterator<Extent> extents) {
    return new PipelinedDownload(archive, channels.forDownload(), extents);
  }

  @Override
  public void apply(Iterator<FileChange> wanted) throws IOException {
    new BulkChanges(archive).apply(wanted);
  }

  @Override
  public void close() {
    channels.close();
  }
}
