package io.wyng.source.file.snapshot;

import io.wyng.source.file.image.Images;
import io.wyng.source.file.image.PlainImage;
import io.wyng.source.file.linux.FileStamp;
import io.wyng.source.file.linux.NativeFile;
import io.wyng.source.file.snapshot.SnapshotFile.Role;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes the image of a volume: a clone where the file system can, else an overlay on the baseline,
 * or a copy.
 *
 * <p>A clone is made at one instant. An overlay or a copy takes time, and is an image of one
 * instant only when the volume was not written meanwhile; the time stamps tell.
 */
final class SnapshotWriter implements Closeable {

  private final SnapshotDirectory directory;
  private final SnapshotFile partial;
  private final NativeFile file;
  private SnapshotFile snapshot;
  private boolean published;

  private SnapshotWriter(SnapshotDirectory directory, SnapshotFile partial, NativeFile file) {
    this.directory = directory;
    this.partial = partial;
    this.file = file;
    this.snapshot = partial.inRole(Role.CURRENT);
  }

  static SnapshotWriter create(SnapshotDirectory directory) throws IOException {
    SnapshotFile partial = SnapshotFile.image(UUID.randomUUID(), Role.PARTIAL);
    return new SnapshotWriter(directory, partial, NativeFile.create(directory.path(partial)));
  }

  UUID identity() {
    return partial.identity();
  }

  /** Opens what is being written once more; fails when it is published. */
  NativeFile openPartial() throws IOException {
    return NativeFile.openForReading(directory.path(partial));
  }

  /** Opens what was published. */
  NativeFile openPublished() throws IOException {
    return NativeFile.openForReading(directory.path(snapshot));
  }

  void resize(long sizeBytes) throws IOException {
    file.resize(sizeBytes);
  }

  /** Returns false when the file system has no clones. */
  boolean cloneFrom(NativeFile volume) {
    return file.cloneFrom(volume);
  }

  /** Copies the volume, or what differs from its baseline. */
  void readFrom(NativeFile volume, Optional<SnapshotFile> baseline, InstantSource clock)
      throws IOException {
    try {
      FileStamp before = FileStamp.of(volume);
      PlainImage image = new PlainImage(volume);
      before.awaitAge(clock);
      if (baseline.isEmpty()) {
        Images.copy(image, file);
      } else {
        overlay(image, baseline.get());
      }
      if (!before.equals(FileStamp.of(volume))) {
        throw new VolumeInUseException(volume.path());
      }
    } catch (EOFException e) {
      // Only a volume that is cut while it is read ends early.
      VolumeInUseException failure = new VolumeInUseException(volume.path());
      failure.addSuppressed(e);
      throw failure;
    }
  }

  private void overlay(PlainImage image, SnapshotFile baseline) throws IOException {
    try (NativeFile base = NativeFile.openForReading(directory.path(baseline))) {
      Images.overlay(new PlainImage(base), image, file);
    }
    snapshot = SnapshotFile.overlay(partial.identity(), Role.OVERLAY, baseline.identity());
  }

  /** Makes what was written durable, and the current snapshot. */
  SnapshotFile publish() throws IOException {
    directory.publish(partial, snapshot);
    published = true;
    return snapshot;
  }

  /** Leaves nothing of what was not published. */
  @Override
  public void close() throws IOException {
    try {
      file.close();
    } finally {
      if (!published) {
        directory.discard(partial);
        directory.discard(snapshot);
      }
    }
  }
}
