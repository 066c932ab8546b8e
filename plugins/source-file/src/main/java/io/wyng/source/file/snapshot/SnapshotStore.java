package io.wyng.source.file.snapshot;

import io.wyng.source.file.image.Image;
import io.wyng.source.file.image.Images;
import io.wyng.source.file.image.OverlayImage;
import io.wyng.source.file.linux.NativeFile;
import io.wyng.source.file.snapshot.SnapshotFile.Role;
import io.wyng.spi.ProviderException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.durable.DurableFiles;
import io.wyng.spi.source.RangeConsumer;
import io.wyng.spi.source.Snapshot;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All snapshots of the volumes at one location, below its directory {@code
 * .wyng-snapshots/ARCHIVE/VOLUME}. The handle of a snapshot is its archive.
 */
public final class SnapshotStore implements Closeable {

  /** The directory within a location that holds all snapshots. */
  static final String DIRECTORY = ".wyng-snapshots";

  /** The directory itself, one for each archive, and one for each volume. */
  private static final int LEVELS = 3;

  private final Path root;
  private final DurableFiles files;
  private final InstantSource clock;
  private final SnapshotMethods methods;
  private @Nullable CopyInProgress copying;

  /**
   * The snapshots at a location.
   *
   * @param location an existing directory
   * @param files the steps that make changes durable
   * @param clock the system's clock, with which time stamps of files are compared
   * @param methods how snapshots may be made
   */
  public SnapshotStore(
      Path location, DurableFiles files, InstantSource clock, SnapshotMethods methods) {
    root = location.resolve(DIRECTORY);
    this.files = files;
    this.clock = clock;
    this.methods = methods;
  }

  /**
   * The baseline of a volume.
   *
   * @param volume the volume
   * @param archive the archive
   * @return the baseline, if there is one
   * @throws IOException when the snapshots cannot be read
   */
  public Optional<Snapshot> baseline(VolumeName volume, UUID archive) throws IOException {
    Optional<SnapshotFile> found = directory(volume, archive).state().baseline();
    return found.isEmpty() ? Optional.empty() : Optional.of(snapshot(volume, archive, found.get()));
  }

  /**
   * The current snapshot of a volume.
   *
   * @param volume the volume
   * @param archive the archive
   * @return the snapshot, if there is one
   * @throws IOException when the snapshots cannot be read
   */
  public Optional<Snapshot> current(VolumeName volume, UUID archive) throws IOException {
    awaitCopy();
    Optional<SnapshotFile> found = directory(volume, archive).state().current();
    return found.isEmpty() ? Optional.empty() : Optional.of(snapshot(volume, archive, found.get()));
  }

  /**
   * Makes the current snapshot, in place of the one there is.
   *
   * <p>It may still be copied by another thread when this method returns, while the volume cannot
   * be opened for writing: see {@link #awaitCopy}.
   *
   * @param volume the volume
   * @param content its file, which is closed here
   * @param archive the archive
   * @return the snapshot
   * @throws IOException when it cannot be made; nothing is left behind then
   */
  public Snapshot createCurrent(VolumeName volume, NativeFile content, UUID archive)
      throws IOException {
    boolean inUse = false;
    try {
      awaitCopy();
      SnapshotDirectory directory = prepared(volume, archive);
      Optional<SnapshotFile> baseline = directory.state().baseline();
      Optional<CopyInProgress> begun = write(directory, content, baseline);
      inUse = begun.isPresent();
      if (begun.isPresent()) {
        copying = begun.get();
        return new Snapshot(volume, copying.identity(), copying.sizeBytes(), archive.toString());
      }
      return snapshot(volume, archive, directory.state().current().orElseThrow());
    } finally {
      if (!inUse) {
        content.close();
      }
    }
  }

  private SnapshotDirectory prepared(VolumeName volume, UUID archive) throws IOException {
    createPrivateRoot();
    files.createDirectories(path(volume, archive));
    SnapshotDirectory directory = directory(volume, archive);
    directory.tidy();
    Optional<SnapshotFile> left = directory.state().current();
    if (left.isPresent()) {
      directory.remove(left.get());
    }
    return directory;
  }

  private Optional<CopyInProgress> write(
      SnapshotDirectory directory, NativeFile content, Optional<SnapshotFile> baseline)
      throws IOException {
    SnapshotWriter writer = SnapshotWriter.create(directory);
    boolean inUse = false;
    try {
      if (!methods.cloning() || !writer.cloneFrom(content)) {
        if (baseline.isEmpty()
            && content.sizeBytes() >= methods.leastBytesCopiedInBackground()
            && content.keepWritersOut()) {
          Optional<CopyInProgress> begun =
              Optional.of(CopyInProgress.start(writer, content, clock));
          inUse = true;
          return begun;
        }
        writer.readFrom(content, baseline, clock);
      }
      writer.publish();
      return Optional.empty();
    } finally {
      if (!inUse) {
        writer.close();
      }
    }
  }

  /**
   * Waits until the snapshot that was made last is complete and durable.
   *
   * @throws IOException when it could not be copied, or the volume was written meanwhile; the
   *     snapshot does not exist then
   */
  public void awaitCopy() throws IOException {
    CopyInProgress last = copying;
    if (last != null) {
      try {
        last.await();
      } finally {
        copying = last.isEnded() ? null : last;
      }
    }
  }

  /**
   * Turns the current snapshot into the baseline.
   *
   * @param current the snapshot
   * @return the baseline
   * @throws IOException when it fails; it can be repeated then
   */
  public Snapshot promote(Snapshot current) throws IOException {
    awaitCopy();
    UUID archive = archive(current);
    SnapshotDirectory directory = directory(current.volume(), archive);
    directory.tidy();
    SnapshotFile file = find(directory, current);
    if (file.role() != Role.BASELINE) {
      directory.promote(file);
    }
    return snapshot(current.volume(), archive, find(directory, current));
  }

  /**
   * Makes a baseline that of another volume name.
   *
   * @param baseline the baseline
   * @param newVolume the other name
   * @return the baseline
   * @throws IOException when it fails; it can be repeated then
   */
  public Snapshot reassign(Snapshot baseline, VolumeName newVolume) throws IOException {
    UUID archive = archive(baseline);
    SnapshotDirectory target = directory(newVolume, archive);
    target.tidy();
    if (target.state().withIdentity(baseline.identity()).isEmpty()) {
      SnapshotDirectory origin = directory(baseline.volume(), archive);
      origin.tidy();
      SnapshotFile file = find(origin, baseline);
      files.createDirectories(path(newVolume, archive));
      origin.moveBaseline(file, target);
    }
    removeIfEmpty(path(baseline.volume(), archive));
    return snapshot(newVolume, archive, find(target, baseline));
  }

  /**
   * Removes a snapshot, if it is there.
   *
   * @param snapshot the snapshot
   * @throws IOException when it fails
   */
  public void remove(Snapshot snapshot) throws IOException {
    if (isBeingCopied(snapshot)) {
      giveUpCopy();
    }
    SnapshotDirectory directory = directory(snapshot.volume(), archive(snapshot));
    directory.tidy();
    Optional<SnapshotFile> file = directory.state().withIdentity(snapshot.identity());
    if (file.isPresent()) {
      directory.remove(file.get());
    }
    removeIfEmpty(path(snapshot.volume(), archive(snapshot)));
  }

  /** Removes the directory of a volume, and those above it, as far as nothing is in them. */
  private void removeIfEmpty(Path volume) throws IOException {
    Path path = volume;
    for (int level = 0; level < LEVELS && isEmptyDirectory(path); level++) {
      files.delete(path);
      path = path.resolveSibling("");
    }
  }

  /**
   * Opens the content of a snapshot.
   *
   * @param snapshot the snapshot
   * @return its content, which the caller closes
   * @throws IOException when it is not there or cannot be read
   */
  public Image open(Snapshot snapshot) throws IOException {
    CopyInProgress last = copying;
    if (last != null && isBeingCopied(snapshot)) {
      return last.open();
    }
    SnapshotDirectory directory = directory(snapshot.volume(), archive(snapshot));
    return directory.open(find(directory, snapshot));
  }

  /**
   * Reports where two snapshots of a volume may differ.
   *
   * @param baseline the older snapshot
   * @param current the newer snapshot
   * @param ranges receives the ranges, ascending and disjoint, within the size of the newer
   *     snapshot
   * @throws IOException when one is not there or cannot be read
   */
  public void reportChanges(Snapshot baseline, Snapshot current, RangeConsumer ranges)
      throws IOException {
    awaitCopy();
    SnapshotDirectory directory = directory(current.volume(), archive(current));
    SnapshotFile newer = find(directory, current);
    if (newer.role() == Role.OVERLAY
        && newer.base().map(UUID::toString).equals(Optional.of(baseline.identity()))) {
      try (OverlayImage overlaid = directory.openOverlay(newer)) {
        Images.reportOverlaid(overlaid, ranges);
      }
      return;
    }
    try (Image older = open(baseline);
        Image image = directory.open(newer)) {
      Images.reportDifferences(older, image, ranges);
    }
  }

  private boolean isBeingCopied(Snapshot snapshot) {
    return copying != null && copying.identity().equals(snapshot.identity());
  }

  private void giveUpCopy() {
    CopyInProgress last = copying;
    if (last != null) {
      last.giveUp();
      copying = null;
    }
  }

  /** Ends when no snapshot is being made any more. */
  @Override
  public void close() throws IOException {
    awaitCopy();
  }

  private void createPrivateRoot() throws IOException {
    files.createDirectories(root);
    if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
      throw new ProviderException(
          root + " is a symbolic link", "Remove it: snapshots lie beside their volumes.");
    }
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
  }

  private Path path(VolumeName volume, UUID archive) {
    return root.resolve(archive.toString()).resolve(volume.text());
  }

  private SnapshotDirectory directory(VolumeName volume, UUID archive) {
    return new SnapshotDirectory(path(volume, archive), files);
  }

  private static UUID archive(Snapshot snapshot) {
    return UUID.fromString(snapshot.handle());
  }

  private static SnapshotFile find(SnapshotDirectory directory, Snapshot snapshot)
      throws IOException {
    Optional<SnapshotFile> file = directory.state().withIdentity(snapshot.identity());
    if (file.isEmpty()) {
      throw new ProviderException(
          "The snapshot "
              + snapshot.identity()
              + " of volume "
              + snapshot.volume()
              + " does not exist any more",
          "Start the command again; it makes a new snapshot.");
    }
    return file.get();
  }

  private Snapshot snapshot(VolumeName volume, UUID archive, SnapshotFile file) throws IOException {
    try (Image image = directory(volume, archive).open(file)) {
      return new Snapshot(
          volume, file.identity().toString(), image.sizeBytes(), archive.toString());
    }
  }

  private static boolean isEmptyDirectory(Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      return !entries.iterator().hasNext();
    }
  }
}
