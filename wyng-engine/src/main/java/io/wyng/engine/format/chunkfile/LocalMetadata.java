package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ArchivePlace;
import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.archive.ArchiveSettings.ConfiguredVolume;
import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.engine.local.LocalStore;
import io.wyng.engine.manifest.FullView;
import io.wyng.engine.manifest.ManifestMerge;
import io.wyng.engine.manifest.ManifestReader;
import io.wyng.spi.VolumeName;
import io.wyng.spi.destination.ArchivePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads this machine's copy of an archive's metadata, whose trusted one it usually is. */
final class LocalMetadata {

  private static final String MEND =
      "Restore the file from a backup of the metadata, or from the other side if it is intact there.";
  private static final Set<String> CODECS_OF_FORMAT_1 = Set.of("zlib", "bz2");
  private static final int MANIFEST_BUFFERS_BYTES = 16 << 20;
  private static final int MANIFEST_BUFFER_BYTES = 64 << 10;

  private final LocalStore store;
  private final Function<ArchivePath, String> origin;

  LocalMetadata(LocalStore store) {
    this(store, path -> store.root().resolve(path.text()).toString());
  }

  private LocalMetadata(LocalStore store, Function<ArchivePath, String> origin) {
    this.store = store;
    this.origin = origin;
  }

  /** Reads what was fetched from a destination, which is where damage is to be looked for. */
  static LocalMetadata foreign(LocalStore store, RemoteStore remote) {
    return new LocalMetadata(store, remote::describe);
  }

  ArchiveSettings settings() {
    byte[] file =
        store.read(ArchiveLayout.ARCHIVE_INI).orElseThrow(() -> NoArchive.configuredIn(store));
    return parseSettings(file, origin.apply(ArchiveLayout.ARCHIVE_INI));
  }

  /** The settings of an archive that was found at a place, which they name from now on. */
  static byte[] settingsAt(ArchivePlace place, byte[] file, String origin) {
    refuseNewerFormat(file, origin);
    try {
      return ArchiveIni.at(place, file);
    } catch (IllegalArgumentException e) {
      throw new IntegrityException(origin + " is damaged: " + e.getMessage(), MEND, e);
    }
  }

  static ArchiveSettings parseSettings(byte[] file, String origin) {
    refuseNewerFormat(file, origin);
    try {
      return ArchiveIni.parse(file);
    } catch (IllegalArgumentException e) {
      throw new IntegrityException(origin + " is damaged: " + e.getMessage(), MEND, e);
    }
  }

  private static void refuseNewerFormat(byte[] file, String origin) {
    if (new String(file, StandardCharsets.ISO_8859_1).startsWith("[WYNG")) {
      throw new ArchiveException(
          origin + " belongs to an archive of format 3 or newer",
          "This version reads and writes the formats 1 and 2. Use the program that made the"
              + " archive.");
    }
  }

  int formatVersion(ArchiveSettings settings) {
    if (!CODECS_OF_FORMAT_1.contains(settings.compression())) {
      return 2;
    }
    return settings.volumes().stream()
        .flatMap(v -> volumeInfo(v.name()).stream())
        .mapToInt(VolumeInfoFile::formatVersion)
        .max()
        .orElse(1);
  }

  Volume volume(ArchiveSettings settings, VolumeName name) {
    ConfiguredVolume configured =
        settings.volumes().stream()
            .filter(v -> v.name().equals(name))
            .findFirst()
            .orElseThrow(() -> unknownVolume(settings, name));
    Optional<VolumeInfoFile> info = volumeInfo(name);
    if (info.isEmpty()) {
      return new Volume(
          name,
          configured.enabled(),
          formatVersion(settings),
          UUID.randomUUID(),
          "",
          false,
          List.of());
    }
    VolumeInfoFile file = info.get();
    return new Volume(
        name,
        configured.enabled(),
        file.formatVersion(),
        file.uuid(),
        file.description(),
        file.metadataUpdateDue(),
        sessions(name, file));
  }

  private static ArchiveException unknownVolume(ArchiveSettings settings, VolumeName name) {
    List<String> names =
        settings.volumes().stream().map(v -> v.name().text()).sorted().limit(20).toList();
    return new ArchiveException(
        "The archive has no volume " + name,
        names.isEmpty()
            ? "It has no volumes yet; add one with: wyng add " + name
            : "Its volumes are: " + String.join(", ", names) + ". Add one with: wyng add " + name);
  }

  Optional<VolumeInfoFile> volumeInfo(VolumeName name) {
    return volumeInfo(name, ArchiveLayout.volumeInfo(name));
  }

  /** The volume's info, or the one prepared for the time when a session becomes true. */
  Optional<VolumeInfoFile> volumeInfo(VolumeName name, ArchivePath path) {
    return store.read(path).map(file -> parseVolumeInfo(name, path, file));
  }

  private VolumeInfoFile parseVolumeInfo(VolumeName name, ArchivePath path, byte[] file) {
    try {
      VolumeInfoFile info = VolumeInfoFile.parse(file);
      if (info.formatVersion() > VolumeInfoFile.NEWEST_FORMAT) {
        throw new ArchiveException(
            "Volume " + name + " is of archive format " + info.formatVersion(),
            "This version reads and writes the formats 1 and 2. Use a newer one.");
      }
      return info;
    } catch (IllegalArgumentException e) {
      throw damaged(path, e.getMessage(), e);
    }
  }

  /** Follows the list of sessions from the newest to the oldest. */
  List<Session> sessions(VolumeName volume, VolumeInfoFile info) {
    Deque<Session> sessions = new ArrayDeque<>();
    Set<SessionName> seen = new HashSet<>();
    SessionName oldest = null;
    for (SessionName name = info.last(); name != null; ) {
      if (!seen.add(name)) {
        throw damaged(
            ArchiveLayout.volumeInfo(volume), "its list of sessions runs in circles", null);
      }
      Session session = session(volume, name);
      sessions.addFirst(session);
      oldest = name;
      name = session.previousSession();
    }
    if (!Objects.equals(oldest, info.first()) && !isMerging(volume, info.first(), oldest)) {
      throw damaged(
          ArchiveLayout.volumeInfo(volume),
          "its list of sessions ends at " + oldest + " instead of " + info.first(),
          null);
    }
    return new ArrayList<>(sessions);
  }

  /** Whether the list is to begin with a session from now on, and begins so already. */
  private boolean isMerging(
      VolumeName volume, @Nullable SessionName first, @Nullable SessionName oldest) {
    return new Journal(store)
        .entry()
        .map(Journal.Entry::change)
        .filter(change ->
            change instanceof InProcess.Merge merge
                && merge.volume().equals(volume)
                && merge.target().equals(oldest)
                && merge.survivor().equals(first))
        .isPresent();
  }

  Session session(VolumeName volume, SessionName name) {
    ArchivePath path = ArchiveLayout.info(ArchiveLayout.session(volume, name));
    byte[] file =
        store.read(path).orElseThrow(() -> damaged(path, "the file does not exist", null));
    try {
      return SessionInfoFile.parse(name, file);
    } catch (IllegalArgumentException e) {
      throw damaged(path, e.getMessage(), e);
    }
  }

  private IntegrityException damaged(
      ArchivePath path, @Nullable String how, @Nullable Throwable cause) {
    return new IntegrityException(
        "The metadata in " + origin.apply(path) + " is damaged: " + how, MEND, cause);
  }

  /** Reads a manifest to its end, which refuses what is wrong. */
  void checkManifest(ArchiveSettings settings, Volume volume, Session session) {
    try (ManifestReader reader =
        reader(settings, volume.name(), session.name(), 0, MANIFEST_BUFFER_BYTES)) {
      while (reader.next() != null) {
        // The reader itself refuses what is wrong.
      }
    }
  }

  private ManifestReader reader(
      ArchiveSettings settings,
      VolumeName volume,
      SessionName session,
      int index,
      int bufferBytes) {
    ArchivePath path = ArchiveLayout.manifest(ArchiveLayout.session(volume, session));
    return reader(settings, path, index, bufferBytes);
  }

  /** Everything that the volume held at a session. */
  FullView view(ArchiveSettings settings, Volume volume, Session session) {
    List<Session> upTo = volume.sessions().subList(0, volume.sessions().indexOf(session) + 1);
    return new FullView(
        new ManifestMerge(manifests(settings, volume, upTo)),
        "volume " + volume.name() + " at session " + session.name(),
        settings.chunkSize(),
        session.volumeBytes());
  }

  /** The manifest of one session alone. */
  ManifestMerge manifest(ArchiveSettings settings, Volume volume, Session session) {
    return new ManifestMerge(manifests(settings, volume, List.of(session)));
  }

  /** The manifests of sessions, each with the index that its session has in the volume. */
  List<ManifestReader> manifests(ArchiveSettings settings, Volume volume, List<Session> sessions) {
    int bufferBytes = Math.min(MANIFEST_BUFFER_BYTES, MANIFEST_BUFFERS_BYTES / sessions.size());
    List<ManifestReader> readers = new ArrayList<>(sessions.size());
    for (Session each : sessions) {
      int index = volume.sessions().indexOf(each);
      readers.add(reader(settings, volume.name(), each.name(), index, bufferBytes));
    }
    return readers;
  }

  /** The manifests of sessions, of which the later win over the earlier ones. */
  ManifestMerge merged(ArchiveSettings settings, VolumeName volume, List<SessionName> sessions) {
    int bufferBytes = Math.min(MANIFEST_BUFFER_BYTES, MANIFEST_BUFFERS_BYTES / sessions.size());
    List<ManifestReader> readers = new ArrayList<>(sessions.size());
    for (SessionName each : sessions) {
      readers.add(reader(settings, volume, each, readers.size(), bufferBytes));
    }
    return new ManifestMerge(readers);
  }

  /** The chunks that a session changed. */
  ManifestReader reader(ArchiveSettings settings, ArchivePath sessionDirectory) {
    ArchivePath path = ArchiveLayout.manifest(sessionDirectory);
    if (!store.exists(path)) {
      throw damaged(path, "the file does not exist", null);
    }
    return reader(settings, path, 0, MANIFEST_BUFFER_BYTES);
  }

  private ManifestReader reader(
      ArchiveSettings settings, ArchivePath path, int index, int bufferBytes) {
    return new ManifestReader(
        store.open(path), origin.apply(path), index, settings.chunkSize(), bufferBytes);
  }
}
