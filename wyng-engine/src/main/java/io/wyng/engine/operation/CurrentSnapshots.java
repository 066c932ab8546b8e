package io.wyng.engine.operation;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.event.EventListener;
import io.wyng.engine.failure.SourceException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import io.wyng.spi.source.SourceVolume;
import java.io.IOException;
import java.util.Optional;

/** Makes and removes the snapshots that an operation needs. */
final class CurrentSnapshots {

  private final ArchiveSettings settings;
  private final Source source;
  private final SnapshotSpace space;

  CurrentSnapshots(
      EventListener events, ArchiveSettings settings, Source source, SpaceLimits limits) {
    this.settings = settings;
    this.source = source;
    this.space = new SnapshotSpace(events, source, limits);
  }

  /** The volume as it is at the source, or empty when it is not there any more. */
  Optional<SourceVolume> find(VolumeName name) {
    try {
      return source.volume(name);
    } catch (IOException e) {
      throw new SourceException("Looking for volume " + name + " failed", e);
    }
  }

  SourceVolume require(VolumeName name) {
    return find(name).orElseThrow(() -> missing(name));
  }

  SourceException missing(VolumeName name) {
    return new SourceException(
        "Volume " + name + " does not exist at " + settings.location(),
        "Was it removed or renamed? Its sessions in the archive are untouched.");
  }

  /** Makes the current snapshot, if there is room for it. */
  Snapshot create(SourceVolume volume) {
    if (volume.sizeBytes() < 1) {
      throw new SourceException("Volume " + volume.name() + " is empty", "Nothing can be sent.");
    }
    try {
      if (!space.suffices()) {
        // What a former operation left behind may be what fills the storage.
        removeLeftover(volume.name());
      }
      space.require();
      return source.createCurrent(volume.name(), settings.uuid());
    } catch (IOException e) {
      throw new SourceException("Making a snapshot of volume " + volume.name() + " failed", e);
    }
  }

  private void removeLeftover(VolumeName volume) throws IOException {
    Optional<Snapshot> leftover = source.current(volume, settings.uuid());
    if (leftover.isPresent()) {
      source.remove(leftover.get());
    }
  }

  /** Makes room for the snapshot of a volume where another archive has the only one. */
  void displace(VolumeName volume) {
    try {
      source.displaceBaseline(volume, settings.uuid());
    } catch (IOException e) {
      throw new SourceException(
          "Removing the snapshot that another archive has of volume " + volume + " failed", e);
    }
  }

  void remove(Snapshot snapshot) {
    try {
      source.remove(snapshot);
    } catch (IOException e) {
      throw new SourceException(
          "Removing a snapshot of volume " + snapshot.volume() + " failed", e);
    }
  }

  /** Tidies up after a failure, also when the user has interrupted the command. */
  void removeAfter(Throwable failure, Snapshot snapshot) {
    boolean interrupted = Thread.interrupted();
    try {
      remove(snapshot);
    } catch (SourceException e) {
      failure.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
