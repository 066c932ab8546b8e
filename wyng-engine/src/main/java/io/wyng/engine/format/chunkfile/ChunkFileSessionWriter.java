package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ChunkDigest;
import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.change.ChangeMap;
import io.wyng.engine.failure.LocalException;
import io.wyng.engine.format.SessionWriter;
import io.wyng.engine.local.LocalStore;
import io.wyng.engine.manifest.FullView;
import io.wyng.engine.manifest.ManifestEntry;
import io.wyng.engine.manifest.ManifestWriter;
import io.wyng.engine.pipeline.EncodedChunk;
import io.wyng.engine.pipeline.ZeroRun;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Upload;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a session as chunk files and metadata (archive format 1, section 4.4).
 *
 * <p>Everything is prepared under temporary names on both sides and made durable; the session is
 * true from the instant at which the destination's {@code volinfo} is replaced. {@link
 * InterruptedSends} clears up after a send that ended on either side of that instant.
 */
final class ChunkFileSessionWriter implements SessionWriter {

  private final Volume volume;
  private final Session session;
  private final int chunkBytes;
  private final LocalStore local;
  private final RemoteStore remote;
  private final @Nullable FullView previous;
  private final @Nullable ChangeMap repairs;
  private final ArchivePath directory;
  private final ManifestWriter manifest;
  private final ChunkStorage chunks;
  private @Nullable ManifestEntry previousEntry;
  private @Nullable Upload upload;
  private boolean suspended;
  private boolean committing;
  private boolean committed;
  private long changedBytes;

  /**
   * @param previous what the volume held at its last session, closed with this writer; null when
   *     there is no session yet
   * @param repairs chunks that are stored even if they have not changed; null when there are none
   * @param shared what the session's chunks may be links to; null when each is to be a file
   * @param digests prove what a send that broke off has stored
   */
  ChunkFileSessionWriter(
      Volume volume,
      Session session,
      int chunkBytes,
      LocalStore local,
      RemoteStore remote,
      @Nullable FullView previous,
      @Nullable ChangeMap repairs,
      @Nullable SharedChunks shared,
      StoredDigests digests) {
    this.volume = volume;
    this.session = session;
    this.chunkBytes = chunkBytes;
    this.local = local;
    this.remote = remote;
    this.previous = previous;
    this.repairs = repairs;
    this.directory = ArchiveLayout.newSession(volume.name(), session.name());
    this.previousEntry = previous == null ? null : previous.next();
    local.createDirectories(directory);
    boolean continued = ContinuedChunks.adopt(remote, volume.name(), session.name());
    ChunkStorage storage =
        shared == null
            ? new CopiedChunks(remote, directory, this::upload)
            : new LinkedChunks(shared, remote, volume.name(), directory, this::upload);
    this.chunks = continued ? new ContinuedChunks(remote, digests, directory, storage) : storage;
    this.manifest = new ManifestWriter(local.create(ArchiveLayout.manifest(directory)));
  }

  @Override
  public void put(EncodedChunk chunk) {
    if (isUnchanged(chunk.address(), chunk.digest()) && !isRepaired(chunk)) {
      return;
    }
    writeLine(chunk.address(), chunk.digest());
    changedBytes += chunk.volumeBytes();
    if (!chunk.digest().isZero()) {
      chunks.store(chunk);
    }
  }

  /**
   * Whether what the session before refers to is known to be damaged. Such a chunk is stored anew,
   * or linked to one that is proved to be intact.
   */
  private boolean isRepaired(EncodedChunk chunk) {
    return repairs != null && repairs.isMarked(chunk.address()) && !chunk.digest().isZero();
  }

  private Upload upload() {
    Upload open = upload;
    if (open == null) {
      open = remote.openUpload();
      upload = open;
    }
    return open;
  }

  @Override
  public void putZeros(ZeroRun run) {
    long end = run.address() + run.chunks() * chunkBytes;
    for (long address = run.address(); address < end; address += chunkBytes) {
      if (!isUnchanged(address, ChunkDigest.ZERO)) {
        writeLine(address, ChunkDigest.ZERO);
        changedBytes += chunkBytes;
      }
    }
  }

  private boolean isUnchanged(long address, ChunkDigest digest) {
    FullView view = previous;
    while (view != null && previousEntry != null && previousEntry.address() < address) {
      previousEntry = view.next();
    }
    return previousEntry != null
        && previousEntry.address() == address
        && previousEntry.digest().equals(digest);
  }

  private void writeLine(long address, ChunkDigest digest) {
    try {
      manifest.write(address, digest);
    } catch (IOException e) {
      throw new LocalException("Writing the manifest in " + local.root() + " failed", e);
    }
  }

  @Override
  public long changedBytes() {
    return changedBytes;
  }

  @Override
  public long storedBytes() {
    return chunks.storedBytes();
  }

  @Override
  public long linkedBytes() {
    return chunks.linkedBytes();
  }

  @Override
  public long continuedChunks() {
    return chunks.continuedChunks();
  }

  @Override
  public void suspend() {
    suspended = true;
  }

  @Override
  public Session commit() {
    chunks.finish();
    prepareLocally();
    uploadMetadata();
    committing = true;
    commitRemotely();
    commitLocally();
    chunks.committed(ArchiveLayout.session(volume.name(), session.name()));
    committed = true;
    return session;
  }

  private void prepareLocally() {
    closeManifest();
    local.force(ArchiveLayout.manifest(directory));
    local.replace(
        ArchiveLayout.info(directory), SessionInfoFile.print(session, volume.formatVersion()));
    local.replace(
        ArchiveLayout.newVolumeInfo(volume.name()),
        VolumeInfoFile.of(volume).with(session).print());
    local.force(ArchiveLayout.volume(volume.name()));
  }

  private void closeManifest() {
    try {
      manifest.close();
    } catch (IOException e) {
      throw new LocalException("Writing the manifest in " + local.root() + " failed", e);
    }
  }

  private void uploadMetadata() {
    if (volume.metadataUpdateDue()) {
      for (Session each : volume.sessions()) {
        uploadSessionMetadata(ArchiveLayout.session(volume.name(), each.name()));
      }
    }
    uploadSessionMetadata(directory);
    upload(ArchiveLayout.newVolumeInfo(volume.name()));
    Upload open = upload();
    remote.perform("Writing", directory, open::finish);
    remote.perform("Writing", directory, open::close);
    upload = null;
    remote.sync();
  }

  private void uploadSessionMetadata(ArchivePath sessionDirectory) {
    upload(ArchiveLayout.info(sessionDirectory));
    upload(ArchiveLayout.manifest(sessionDirectory));
  }

  private void upload(ArchivePath path) {
    Upload open = upload();
    long length = local.size(path);
    remote.perform(
        "Writing",
        path,
        () -> {
          try (InputStream content = local.open(path)) {
            open.put(path, length, content);
          }
        });
  }

  /** The session's directory is in its place, durably, before the list names it. */
  private void commitRemotely() {
    remote.rename(directory, ArchiveLayout.session(volume.name(), session.name()));
    remote.sync();
    remote.rename(
        ArchiveLayout.newVolumeInfo(volume.name()), ArchiveLayout.volumeInfo(volume.name()));
    remote.sync();
  }

  private void commitLocally() {
    local.rename(directory, ArchiveLayout.session(volume.name(), session.name()));
    local.rename(
        ArchiveLayout.newVolumeInfo(volume.name()), ArchiveLayout.volumeInfo(volume.name()));
  }

  @Override
  public boolean mayBeTrue() {
    return committing;
  }

  @Override
  public void close() {
    if (previous != null) {
      previous.close();
    }
    if (!committed) {
      chunks.abandoned();
    }
    try {
      Upload open = upload;
      if (open != null) {
        remote.perform("Writing", directory, open::close);
      }
    } finally {
      if (!committing) {
        closeManifest();
      }
    }
    if (!committing && !suspended) {
      remove();
    }
  }

  private void remove() {
    remote.deleteTree(directory);
    remote.deleteTree(ArchiveLayout.newVolumeInfo(volume.name()));
    local.deleteTree(directory);
    local.deleteTree(ArchiveLayout.newVolumeInfo(volume.name()));
  }
}
