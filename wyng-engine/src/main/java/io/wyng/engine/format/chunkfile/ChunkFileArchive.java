package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.change.ChangeMap;
import io.wyng.engine.event.EventListener;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.failure.DestinationException;
import io.wyng.engine.format.ArchiveStore;
import io.wyng.engine.format.LinkCount;
import io.wyng.engine.format.NewSession;
import io.wyng.engine.format.SessionReader;
import io.wyng.engine.format.SessionWriter;
import io.wyng.engine.local.LocalStore;
import io.wyng.engine.manifest.FullView;
import io.wyng.engine.pipeline.BufferPool;
import io.wyng.spi.VolumeName;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationStatus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An archive of format 1 or 2. */
public final class ChunkFileArchive implements ArchiveStore {

  private final LocalStore local;
  private final LocalMetadata metadata;
  private final Function<ArchiveSettings, Destination> destinations;
  private ArchiveSettings settings;
  private @Nullable RemoteStore remote;
  private @Nullable SharedChunks shared;

  /**
   * Opens an archive by its local metadata. The destination is opened when it is first needed.
   *
   * @param local this machine's copy of the metadata
   * @param destinations opens the destination that the settings name
   */
  public ChunkFileArchive(LocalStore local, Function<ArchiveSettings, Destination> destinations) {
    this.local = local;
    this.metadata = new LocalMetadata(local);
    this.destinations = destinations;
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
      open = new RemoteStore(destinations.apply(settings), settings.destination());
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
    checkArchiveIsThere();
    checkNothingInProcess();
    if (writing) {
      remote().replace(ArchiveLayout.CONTACT, new byte[0]);
    }
    return status;
  }

  private void checkArchiveIsThere() {
    byte[] ini =
        remote()
            .read(ArchiveLayout.ARCHIVE_INI)
            .orElseThrow(() ->
                new DestinationException(
                    "No archive was found at "
                        + settings.destination()
                        + " in "
                        + ArchiveLayout.root(settings),
                    "Is the right medium mounted? The place is given by --dest and --subdir of"
                        + " arch-init."));
    String origin = ArchiveLayout.ARCHIVE_INI + " at " + settings.destination();
    ArchiveSettings found = LocalMetadata.parseSettings(ini, origin);
    if (!found.uuid().equals(settings.uuid())) {
      throw new ArchiveException(
          "The archive at "
              + settings.destination()
              + " is another one: its identity is "
              + found.uuid()
              + ", ours is "
              + settings.uuid(),
          "Is the right medium mounted? Nothing was changed.");
    }
  }

  private void checkNothingInProcess() {
    String remedy = "Finish it with the program that began it, then run this command again.";
    local
        .read(ArchiveLayout.IN_PROCESS)
        .ifPresent(file -> {
          throw new ArchiveException("Unfinished here: " + describe(file), remedy);
        });
    remote()
        .read(ArchiveLayout.IN_PROCESS)
        .ifPresent(file -> {
          throw new ArchiveException(
              "Somebody else has begun to change the archive at "
                  + settings.destination()
                  + ": "
                  + describe(file),
              remedy);
        });
  }

  /** The operation, and the volume that it concerns (archive format 1, section 2.7). */
  private static String describe(byte[] inProcess) {
    String text = new String(inProcess, StandardCharsets.UTF_8);
    return String.join(" ", text.lines().limit(2).toList()).replaceAll("\\p{Cntrl}", "?");
  }

  @Override
  public boolean needsRecovery() {
    return new InterruptedSends(local).found() || TemporaryLinks.found(local);
  }

  @Override
  public void recover(EventListener events) {
    new InterruptedSends(local).finishOrUndo(remote(), events);
    TemporaryLinks.removeLeftovers(local, remote(), events);
  }

  @Override
  public void compareMetadata(Volume volume, List<Session> sessions) {
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
  public Optional<ChangeMap> changeMap(Volume volume, long volumeBytes) {
    Optional<ChangeMap> map = changeMap(ArchiveLayout.changeMap(volume.name()), volumeBytes);
    Optional<ChangeMap> interrupted =
        changeMap(ArchiveLayout.interruptedChangeMap(volume.name()), volumeBytes);
    if (map.isPresent() && interrupted.isPresent()) {
      map.get().add(interrupted.get());
    }
    return map.or(() -> interrupted);
  }

  private Optional<ChangeMap> changeMap(ArchivePath path, long volumeBytes) {
    return local
        .read(path)
        .map(file -> ChangeMap.fromFile(settings.chunkSize(), volumeBytes, file));
  }

  @Override
  public void keepChangeMap(Volume volume, ChangeMap map) {
    local.createDirectories(ArchiveLayout.volume(volume.name()));
    local.replace(ArchiveLayout.changeMap(volume.name()), map.toFile());
    local.deleteTree(ArchiveLayout.interruptedChangeMap(volume.name()));
    if (map.isBlank()) {
      local.deleteTree(ArchiveLayout.changeEstimate(volume.name()));
    }
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
            List.of());
    remote().deleteTree(ArchiveLayout.newSession(volume.name(), session.name()));
    remote().deleteTree(ArchiveLayout.session(volume.name(), session.name()));
    updateRemoteSettings();
    return new ChunkFileSessionWriter(
        volume,
        next,
        settings.chunkSize().bytes(),
        local,
        remote(),
        last.map(s -> metadata.view(settings, volume, s)).orElse(null),
        shared);
  }

  /** The destination learns of added volumes before it gets their sessions. */
  private void updateRemoteSettings() {
    byte[] ini = local.read(ArchiveLayout.ARCHIVE_INI).orElseThrow();
    boolean same =
        remote().read(ArchiveLayout.ARCHIVE_INI).filter(r -> Arrays.equals(r, ini)).isPresent();
    if (!same) {
      remote().replace(ArchiveLayout.ARCHIVE_INI, ini);
    }
  }

  @Override
  public SessionReader readSession(
      Volume volume, Session session, int chunksPerBatch, BufferPool buffers) {
    return new ChunkFileSessionReader(
        volume,
        settings.chunkSize(),
        session.volumeBytes(),
        chunksPerBatch,
        buffers,
        remote(),
        () -> metadata.view(settings, volume, session));
  }

  @Override
  public void close() {
    try (SharedChunks _ = shared;
        RemoteStore _ = remote) {
      // Whatever was opened is closed, also when one of them fails.
    }
  }
}
