package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.archive.ArchiveSettings.ConfiguredVolume;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.event.Event;
import io.wyng.engine.event.EventListener;
import io.wyng.engine.failure.DestinationException;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.engine.format.LinkCount;
import io.wyng.engine.local.LocalStore;
import io.wyng.spi.VolumeName;
import java.util.List;
import java.util.Optional;

/** The two ways in which the chunks of an archive come to share their files. */
final class Deduplication {

  private final LocalStore local;
  private final LocalMetadata metadata;
  private final ArchiveSettings settings;
  private final RemoteStore remote;
  private final EventListener events;

  /**
   * @throws DestinationException when the destination has no hard links
   */
  Deduplication(
      LocalStore local, ArchiveSettings settings, RemoteStore remote, EventListener events) {
    DestinationCheck.linksPossible(remote);
    this.local = local;
    this.metadata = new LocalMetadata(local);
    this.settings = settings;
    this.remote = remote;
    this.events = events;
  }

  /** For sessions that are written from now on. */
  SharedChunks forNewSessions() {
    return new SharedChunks(
        () -> IndexedChunks.of(local, settings, allVolumes(), events),
        new StoredDigests(remote, settings),
        events);
  }

  private List<Volume> allVolumes() {
    return settings.volumes().stream()
        .map(ConfiguredVolume::name)
        .flatMap(name -> intactVolume(name).stream())
        .toList();
  }

  /** Trouble with one volume does not keep the others from being sent. */
  private Optional<Volume> intactVolume(VolumeName name) {
    try {
      return Optional.of(metadata.volume(settings, name));
    } catch (IntegrityException e) {
      String reason = "Volume " + name + " is left out of deduplication: " + e.getMessage();
      events.on(new Event.Warning(reason, e.remedy()));
      return Optional.empty();
    }
  }

  /** For what volumes have stored. */
  LinkCount link(List<Volume> volumes) {
    try (IndexedChunks index = IndexedChunks.of(local, settings, volumes, events)) {
      return new ChunkLinking(local, settings, remote, index, events).run(volumes);
    }
  }
}
