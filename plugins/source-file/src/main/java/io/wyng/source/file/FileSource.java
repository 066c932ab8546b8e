package io.wyng.source.file;

import io.wyng.source.file.image.Image;
import io.wyng.source.file.linux.FailureReason;
import io.wyng.source.file.linux.NativeFile;
import io.wyng.source.file.restore.TargetOpener;
import io.wyng.source.file.snapshot.SnapshotStore;
import io.wyng.spi.ProviderException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.source.BlockReader;
import io.wyng.spi.source.ChangeScan;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import io.wyng.spi.source.SourceVolume;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A directory whose regular files are volumes. Hidden files, symbolic links, unfinished restores
 * and files whose name is no volume name are none.
 */
final class FileSource implements Source {

  private final Path location;
  private final SnapshotStore snapshots;

  FileSource(Path location, SnapshotStore snapshots) {
    this.location = location;
    this.snapshots = snapshots;
  }

  @Override
  public List<SourceVolume> volumes() throws IOException {
    List<SourceVolume> volumes = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(location)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (VolumeName.isValid(name)) {
          volume(VolumeName.parse(name)).ifPresent(volumes::add);
        }
      }
    } catch (IOException e) {
      throw explained("The volumes in " + location + " cannot be listed", e);
    }
    volumes.sort(Comparator.comparing(SourceVolume::name));
    return volumes;
  }

  @Override
  public Optional<SourceVolume> volume(VolumeName name) throws IOException {
    if (name.text().startsWith(".") || name.text().endsWith(TargetOpener.UNFINISHED)) {
      return Optional.empty();
    }
    Path file = location.resolve(name.text());
    try {
      BasicFileAttributes found =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return found.isRegularFile()
          ? Optional.of(new SourceVolume(name, found.size()))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw explained("Volume " + name + " cannot be looked up", e);
    }
  }

  @Override
  public String restorePath(VolumeName name) {
    return location.resolve(name.text()).toString();
  }

  @Override
  public Optional<Snapshot> baseline(VolumeName volume, UUID archive) throws IOException {
    return explaining(
        "The baseline of volume " + volume + " cannot be found out",
        () -> snapshots.baseline(volume, archive));
  }

  @Override
  public Optional<Snapshot> current(VolumeName volume, UUID archive) throws IOException {
    return explaining(
        "The snapshot of volume " + volume + " cannot be found out",
        () -> snapshots.current(volume, archive));
  }

  @Override
  public Snapshot createCurrent(VolumeName volume, UUID archive) throws IOException {
    String failure = "No snapshot of volume " + volume + " can be made";
    Optional<SourceVolume> found = volume(volume);
    if (found.isEmpty() || found.get().sizeBytes() == 0) {
      throw new ProviderException(
          failure
              + ": "
              + restorePath(volume)
              + (found.isEmpty() ? " is no regular file" : " is empty"),
          "Check the name, and the directory given with --local.");
    }
    return explaining(
        failure,
        () ->
            snapshots.createCurrent(
                volume, NativeFile.openForReading(location.resolve(volume.text())), archive));
  }

  @Override
  public Snapshot promote(Snapshot current, String label) throws IOException {
    return explaining(
        "The snapshot of volume " + current.volume() + " cannot be made its baseline",
        () -> snapshots.promote(current));
  }

  @Override
  public Snapshot reassign(Snapshot baseline, VolumeName newVolume) throws IOException {
    return explaining(
        "The baseline of volume " + baseline.volume() + " cannot be given to " + newVolume,
        () -> snapshots.reassign(baseline, newVolume));
  }

  @Override
  public void remove(Snapshot snapshot) throws IOException {
    try {
      snapshots.remove(snapshot);
    } catch (IOException e) {
      throw explained("A snapshot of volume " + snapshot.volume() + " cannot be removed", e);
    }
  }

  @Override
  public ChangeScan openScan() {
    return new FileChangeScan(snapshots);
  }

  @Override
  public BlockReader openReader(Snapshot snapshot) throws IOException {
    Image image =
        explaining(
            "The snapshot of volume " + snapshot.volume() + " cannot be read",
            () -> snapshots.open(snapshot));
    return new ImageReader(image, () -> finishCopy(snapshot.volume()));
  }

  private void finishCopy(VolumeName volume) throws IOException {
    boolean ignored =
        explaining(
            "No snapshot of volume " + volume + " can be made",
            () -> {
              snapshots.awaitCopy();
              return true;
            });
  }

  @Override
  public void close() throws IOException {
    snapshots.close();
  }

  @FunctionalInterface
  private interface Action<T> {
    T run() throws IOException;
  }

  private <T> T explaining(String failure, Action<T> action) throws IOException {
    try {
      return action.run();
    } catch (IOException e) {
      throw explained(failure, e);
    }
  }

  private ProviderException explained(String failure, IOException cause) {
    if (cause instanceof ProviderException known) {
      return known;
    }
    String remedy =
        FailureReason.isLackOfSpace(cause)
            ? "Free space where "
                + location
                + " is: snapshots lie beside the volumes, and where the file system has no reflinks"
                + " the first one takes as much space as the volume's data."
            : "Check the disk and the rights of " + location + "; Wyng may have to run as root.";
    return new ProviderException(failure + ": " + FailureReason.of(cause), remedy, cause);
  }
}
