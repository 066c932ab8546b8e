package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ArchivePlace;
import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.local.LocalStore;
import io.wyng.spi.VolumeName;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.DirectoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The metadata of an archive of which this machine has no trusted copy, fetched from the
 * destination into a store of its own (archive format 1, section 4.10). Nothing is believed: names
 * are parsed before they become paths, and sizes are bounded. What the files say is checked by
 * whoever reads them here.
 */
final class ForeignMetadata {

  /** The longest line of a manifest: a digest, a blank, an address, and the end of the line. */
  private static final int MAX_MANIFEST_LINE_BYTES = 128 + 1 + 17 + 1;

  private final LocalStore copy;
  private final RemoteStore remote;
  private final MetadataDownload download;

  ForeignMetadata(LocalStore copy, RemoteStore remote) {
    this.copy = copy;
    this.remote = remote;
    this.download = new MetadataDownload(remote, copy);
  }

  /** The archive's settings, from now on with the place at which it was found. */
  void fetchSettings(Destinations destinations, ArchivePlace place) {
    DestinationCheck.usable(remote, false);
    byte[] ini =
        remote
            .read(ArchiveLayout.ARCHIVE_INI)
            .orElseThrow(
                () -> NoArchive.at(destinations, place.destination(), place.subdirectory()));
    String origin = remote.describe(ArchiveLayout.ARCHIVE_INI);
    copy.createDirectory(ArchiveLayout.TREE);
    copy.replace(ArchiveLayout.ARCHIVE_INI, LocalMetadata.settingsAt(place, ini, origin));
  }

  /** Who is changing the archive, and how; empty when nobody is. */
  Optional<String> inProcess() {
    return remote.read(ArchiveLayout.IN_PROCESS).map(Journal::describe);
  }

  /** What is known of the sessions of all volumes, without their manifests. */
  void fetchSessions(ArchiveSettings settings) {
    settings.volumes().forEach(volume -> fetchSessions(volume.name()));
  }

  private void fetchSessions(VolumeName volume) {
    List<DirectoryEntry> entries = remote.entries(ArchiveLayout.volume(volume));
    if (entries.isEmpty()) {
      return;
    }
    copy.createDirectory(ArchiveLayout.volume(volume));
    List<MetadataDownload.Wanted> wanted = new ArrayList<>();
    wanted.add(small(ArchiveLayout.volumeInfo(volume)));
    for (DirectoryEntry entry : entries) {
      if (entry.kind() == DirectoryEntry.Kind.DIRECTORY && SessionName.isDirectory(entry.name())) {
        ArchivePath session = ArchiveLayout.session(volume, SessionName.parse(entry.name()));
        copy.createDirectory(session);
        wanted.add(small(ArchiveLayout.info(session)));
      }
    }
    download.copy(wanted);
  }

  private static MetadataDownload.Wanted small(ArchivePath path) {
    return new MetadataDownload.Wanted(path, MetadataDownload.SMALL_FILE_BYTES);
  }

  /** The manifests of sessions, those left out that are here already. */
  void fetchManifests(ArchiveSettings settings, VolumeName volume, List<Session> sessions) {
    List<MetadataDownload.Wanted> wanted = new ArrayList<>();
    for (Session session : sessions) {
      ArchivePath path = ArchiveLayout.manifest(ArchiveLayout.session(volume, session.name()));
      if (!copy.exists(path)) {
        long chunks =
            1
                + settings.chunkSize().lastAddress(session.volumeBytes())
                    / settings.chunkSize().bytes();
        wanted.add(new MetadataDownload.Wanted(path, chunks * MAX_MANIFEST_LINE_BYTES));
      }
    }
    download.copy(wanted);
    for (MetadataDownload.Wanted file : wanted) {
      if (!copy.exists(file.path())) {
        throw remote.damaged(file.path(), "the file does not exist", null);
      }
    }
  }

  /** Removes what was fetched. */
  void remove() {
    copy.deleteTree(ArchivePath.ROOT);
  }
}
