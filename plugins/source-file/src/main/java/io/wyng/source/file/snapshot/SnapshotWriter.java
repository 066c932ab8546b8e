package io.wyng.source.file.snapshot;

import io.wyng.source.file.image.Images;
import io.wyng.source.file.image.PlainImage;
import io.wyng.source.file.linux.FileStamp;
import io.wyng.source.file.linux.NativeFile;
import io.wyng.source.file.snapshot.SnapshotFile.Role;
import java.io.EOFException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes the image of a volume in the cheapest way that the file system and the snapshots there are
 * allow: a clone, an overlay on the baseline, or a copy.
 *
 * <p>A clone is made at one instant. An overlay or a copy takes time, and is an image of one
 * instant only when the volume was not written meanwhile; the time stamps tell.
 */
final class SnapshotWriter {

  private final SnapshotDirectory directory;
  private final InstantSource clock;
  private final Cloning cloning;

  SnapshotWriter(SnapshotDirectory directory, InstantSource clock, Cloning cloning) {
    this.directory = directory;
    this.clock = clock;
    this.cloning = cloning;
  }

  /** Makes a new current snapshot, or leaves nothing. */
  SnapshotFile write(NativeFile volume, Optional<SnapshotFile> baseline) throws IOException {
    SnapshotFile partial = SnapshotFile.image(UUID.randomUUID(), Role.PARTIAL);
    List<SnapshotFile> toDiscard = new ArrayList<>(List.of(partial));
    try {
      SnapshotFile snapshot = fill(partial, volume, baseline);
      toDiscard.add(snapshot);
      directory.publish(partial, snapshot);
      toDiscard.clear();
      return snapshot;
    } finally {
      for (SnapshotFile file : toDiscard) {
        directory.discard(file);
      }
    }
  }

  private SnapshotFile fill(
      SnapshotFile partial, NativeFile volume, Optional<SnapshotFile> baseline) throws IOException {
    try (NativeFile file = NativeFile.create(directory.path(partial))) {
      if (cloning == Cloning.WHERE_POSSIBLE && file.cloneFrom(volume)) {
        return partial.inRole(Role.CURRENT);
      }
      FileStamp before = FileStamp.of(volume);
      PlainImage image = new PlainImage(volume);
      before.awaitAge(clock);
      SnapshotFile snapshot = fillByReading(file, partial.identity(), image, baseline);
      if (!before.equals(FileStamp.of(volume))) {
        throw new VolumeInUseException(volume.path());
      }
      return snapshot;
    } catch (EOFException e) {
      // Only a volume that is cut while it is read ends early.
      VolumeInUseException failure = new VolumeInUseException(volume.path());
      failure.addSuppressed(e);
      throw failure;
    }
  }

  private SnapshotFile fillByReading(
      NativeFile file, UUID identity, PlainImage image, Optional<SnapshotFile> baseline)
      throws IOException {
    if (baseline.isEmpty()) {
      Images.copy(image, file);
      return SnapshotFile.image(identity, Role.CURRENT);
    }
    SnapshotFile baselineFile = baseline.get();
    try (NativeFile base = NativeFile.openForReading(directory.path(baselineFile))) {
      Images.overlay(new PlainImage(base), image, file);
    }
    return SnapshotFile.overlay(identity, Role.OVERLAY, baselineFile.identity());
  }
}
