package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.change.ChangeMap;
import io.wyng.engine.event.EventListener;
import io.wyng.engine.format.ArchiveStore;
import io.wyng.engine.format.CollectedChanges;
import io.wyng.engine.format.HistoryVisitor;
import io.wyng.engine.format.LinkCount;
import io.wyng.engine.format.NewSession;
import io.wyng.engine.format.SessionContent;
import io.wyng.engine.format.SessionDigests;
import io.wyng.engine.format.SessionReader;
import io.wyng.engine.format.SessionWriter;
import io.wyng.engine.format.StoredChunkReader;
import io.wyng.engine.format.Unfinished;
import io.wyng.engine.format.VolumeSnapshots;
import io.wyng.engine.local.LocalStore;
import io.wyng.engine.manifest.FullView;
import io.wyng.engine.manifest.ManifestHistory;
import io.wyng.engine.manifest.ManifestMerge;
import io.wyng.engine.pipeline.BufferPool;
import io.wyng.spi.VolumeName;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.DestinationStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An archive of format 1 or 2. */
public final class ChunkFileArchive implements ArchiveStore {

  private final LocalStore local;
  private final LocalMetadata metadata;
  private final Destinations destinations;
  private final @Nullable ForeignMetadata foreign;
  private ArchiveSettings settings;
  private @Nullable RemoteStore remote;
  private @Nullable SharedChunks shared;

  /**
   * Opens an archive by its local metadata. The destination is opened when it is first needed.
   *
   * @param local this machine's copy of the metadata
   * @param destinations opens the destination that the settings name
   */
  public ChunkFileArchive(LocalStore local, Destinations destinations) {
    this.local = local;
    this.metadata = new LocalMetadata(local);
    this.destinations = destinations;
    this.foreign = null;
    this.settings = metadata.settings();
  }

  /**
   * Opens an archive by metadata that was fetched and is nobody's trusted copy. It is removed when
   * the archive is closed.
   */
  ChunkFileArchive(
      LocalStore copy, Destinations destinations, RemoteStore remote, ForeignMetadata foreign) {
    this.local = copy;
    this.metadata = LocalMetadata.foreign(copy, remote);
    this.destinations = destinations;
    this.foreign = foreign;
    this.remote = remote;
    this.settings = metadata.settings();
  }

  /**
   * The directory of an archive, below the mount point of its destination.
   *
   * @param settings the archive's settings
   * @return the root of the archive
   */
  public static ArchivePath root(ArchiveSettings settings) {
    return ArchiveLayout.root(settings);
  }

  /**
   * The directory below the mount point in the form in which the settings keep it.
   *
   * @param text what the user gave
   * @return a relative path, {@code .} for none
   * @throws IllegalArgumentException when it leads elsewhere or is malformed
   */
  public static String subdirectory(String text) {
    return ArchiveIni.subdirectory(text);
  }

  private RemoteStore remote() {
    RemoteStore open = remote;
    if (open == null) {
      open =
          new RemoteStore(
              destinations.open(settings.destination(), ArchiveLayout.root(settings)),
              settings.destination());
      remote = open;
    }
    return open;
  }

  @Override
  public ArchiveSettings settings() {
    return settings;
  }

  @Override
  public int formatVersion() {
    return metadata.formatVersion(settings);
  }

  @Override
  public Volume volume(VolumeName name) {
    return metadata.volume(settings, name);
  }

  @Override
  public void add(List<VolumeName> names) {
    int version = formatVersion();
    byte[] ini = local.read(ArchiveLayout.ARCHIVE_INI).orElseThrow();
    for (VolumeName name : names) {
      if (version > 1) {
        writeInitialVolumeInfo(name, version);
      }
    }
    local.replace(ArchiveLayout.ARCHIVE_INI, ArchiveIni.withVolumes(ini, names));
    settings = metadata.settings();
  }

  /** Format 2 expects the file from the beginning. */
  private void writeInitialVolumeInfo(VolumeName name, int version) {
    Volume empty = new Volume(name, true, version, UUID.randomUUID(), "", false, List.of());
    local.createDirectories(ArchiveLayout.volume(name));
    local.replace(ArchiveLayout.volumeInfo(name), VolumeInfoFile.of(empty).print());
  }

  @Override
  public DestinationStatus checkDestination(boolean writing) {
    DestinationStatus status = DestinationCheck.usable(remote(), writing);
    ArchiveDeletion.checkNotBegun(local);
    DestinationCheck.isArchive(remote(), settings, destinations);
    new Journal(local).checkNobodyElse(remote());
    if (writing) {
      remote().replace(ArchiveLayout.CONTACT, new byte[0]);
    }
    return status;
  }

  @Override
  public String transport() {
    return remote().transport();
  }

  @Override
  public Optional<Unfinished> unfinished() {
    return new Journal(local).unfinished();
  }

  @Override
  public boolean needsRecovery() {
    return !new Journal(local).isEmpty()
        || new InterruptedSends(local).found()
        || TemporaryLinks.found(local);
  }

  @Override
  public void recover(EventListener events, VolumeSnapshots snapshots) {
    if (!new Journal(local).isEmpty()) {
      new BrokenOffChange(local, remote(), settings, snapshots).settle(events);
      settings = metadata.settings();
    }
    new InterruptedSends(local).finishOrUndo(remote(), events);
    TemporaryLinks.removeLeftovers(local, remote(), events);
  }

  @Override
  public Volume prune(Volume volume, List<Session> pruned) {
    Volume left = volume;
    for (InProcess.Merge merge : SessionMerge.of(volume, pruned)) {
      new SessionMerge(local, remote(), settings, merge).run(left.sessions());
      left = volume(volume.name());
    }
    return left;
  }

  @Override
  public void delete(VolumeName volume, VolumeSnapshots snapshots) {
    new VolumeDeletion(local, remote(), new InProcess.Delete(volume), snapshots).run();
    settings = metadata.settings();
  }

  @Override
  public void rename(VolumeName volume, VolumeName newName, VolumeSnapshots snapshots) {
    new VolumeRenaming(local, remote(), new InProcess.Rename(volume, newName), snapshots).run();
    settings = metadata.settings();
  }

  @Override
  public void checkDeletable() {
    DestinationCheck.usable(remote(), true);
    new ArchiveDeletion(local, remote(), settings).check(destinations);
  }

  @Override
  public void deleteContent(VolumeSnapshots snapshots) {
    new ArchiveDeletion(local, remote(), settings).deleteRemotely(snapshots);
  }

  @Override
  public void forget() {
    new ArchiveDeletion(local, remote(), settings).deleteLocally();
  }

  @Override
  public void compareMetadata(Volume volume, List<Session> sessions) {
    if (foreign != null) {
      foreign.fetchManifests(settings, volume.name(), sessions);
      return;
    }
    new MetadataComparison(local, remote()).compare(volume.name(), sessions);
  }

  @Override
  public void checkComplete(Volume volume, Session session) {
    try (FullView view = metadata.view(settings, volume, session)) {
      while (view.next() != null) {
        // The view itself refuses what is wrong.
      }
    }
  }

  @Override
  public boolean isInterrupted(VolumeName volume) {
    return new InterruptedSends(local).found(volume) || new Journal(local).concerns(volume);
  }

  @Override
  public Volume describe(Volume volume, String description) {
    VolumeInfoFile described =
        VolumeInfoFile.of(volume).describedAs(VolumeDescription.of(description));
    ArchivePath path = ArchiveLayout.volumeInfo(volume.name());
    local.createDirectories(ArchiveLayout.volume(volume.name()));
    if (volume.sessions().isEmpty()) {
      local.replace(path, described.print());
    } else {
      // Found under that name, it is finished or undone as a send would be.
      local.replace(ArchiveLayout.newVolumeInfo(volume.name()), described.print());
      remote().replace(path, described.print());
      local.rename(ArchiveLayout.newVolumeInfo(volume.name()), path);
    }
    return volume(volume.name());
  }

  @Override
  public Optional<ChangeMap> changeMap(Volume volume, long volumeBytes) {
    return changes().changeMap(volume.name(), volumeBytes);
  }

  @Override
  public void keepChangeMap(Volume volume, ChangeMap map) {
    changes().restart(volume.name(), map);
  }

  @Override
  public boolean isPaired(Volume volume, String snapshot) {
    return changes().isPaired(volume, snapshot);
  }

  @Override
  public void collectChanges(List<CollectedChanges> changes) {
    changes().collect(changes);
  }

  @Override
  public Optional<ChangeMap> repairs(Volume volume, long volumeBytes) {
    return changes().repairs(volume, volumeBytes);
  }

  @Override
  public void addRepairs(Volume volume, ChangeMap chunks) {
    changes().addRepairs(volume, chunks);
  }

  private ChangeRecords changes() {
    return new ChangeRecords(local, metadata, settings.chunkSize());
  }

  @Override
  public void shareChunks(EventListener events) {
    shared = new Deduplication(local, settings, remote(), events).forNewSessions();
  }

  @Override
  public LinkCount linkEqualChunks(List<Volume> volumes, EventListener events) {
    return new Deduplication(local, settings, remote(), events).link(volumes);
  }

  @Override
  public SessionWriter beginSession(Volume volume, NewSession session) {
    Optional<Session> last = volume.lastSession();
    Session next =
        new Session(
            session.name(),
            session.name().date(),
            session.volumeBytes(),
            last.map(s -> s.sequence() + 1).orElse(0L),
            session.snapshot(),
            last.map(Session::name).orElse(null),
            session.tags());
    RemoteSettings.update(remote(), local.read(ArchiveLayout.ARCHIVE_INI).orElseThrow());
    return new ChunkFileSessionWriter(
        volume,
        next,
        settings.chunkSize().bytes(),
        local,
        remote(),
        last.map(s -> metadata.view(settings, volume, s)).orElse(null),
        changes().repairs(volume, session.volumeBytes()).orElse(null),
        shared,
        new StoredDigests(remote(), settings));
  }

  @Override
  public SessionReader readSession(
      Volume volume, Session session, ChangeMap wanted, int chunksPerBatch, BufferPool buffers) {
    return new ChunkFileSessionReader(
        volume,
        wanted,
        chunksPerBatch,
        buffers,
        remote(),
        () -> metadata.view(settings, volume, session));
  }

  @Override
  public SessionDigests digests(Volume volume, Session session) {
    return new ChunkFileDigests(metadata.view(settings, volume, session));
  }

  @Override
  public SessionContent content(Volume volume, Session session) {
    long stored = 0;
    long zeros = 0;
    try (ManifestMerge manifest = metadata.manifest(settings, volume, session)) {
      for (var entry = manifest.next(); entry != null; entry = manifest.next()) {
        stored += entry.digest().isZero() ? 0 : 1;
        zeros += entry.digest().isZero() ? 1 : 0;
      }
    }
    return new SessionContent(stored, zeros);
  }

  @Override
  public void walkHistory(Volume volume, HistoryVisitor visitor) {
    try (ManifestHistory history =
        new ManifestHistory(metadata.manifests(settings, volume, volume.sessions()))) {
      new HistoryWalk(settings.chunkSize(), volume.sessions(), history, visitor).run();
    }
  }

  @Override
  public StoredChunkReader inspect(
      Volume volume, Session session, boolean whole, int chunksPerBatch, BufferPool buffers) {
    return new ChunkFileInspector(
        volume,
        settings.chunkSize(),
        chunksPerBatch,
        buffers,
        remote(),
        () ->
            whole
                ? ChunkFileInspector.lines(metadata.view(settings, volume, session))
                : ChunkFileInspector.lines(metadata.manifest(settings, volume, session)));
  }

  @Override
  public void close() {
    try (SharedChunks _ = shared;
        RemoteStore _ = remote) {
      // Whatever was opened is closed, also when one of them fails.
    } finally {
      if (foreign != null) {
        foreign.remove();
      }
    }
  }
}
