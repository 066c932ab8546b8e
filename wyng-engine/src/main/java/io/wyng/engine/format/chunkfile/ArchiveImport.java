package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ArchivePlace;
import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.archive.ArchiveSettings.ConfiguredVolume;
import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.local.LocalStore;
import io.wyng.spi.VolumeName;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.durable.DurableFiles;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes this machine know an archive that it did not know: the destination's metadata becomes the
 * copy that is trusted from now on (archive format 1, section 4.10).
 *
 * <p>Everything is fetched and checked in a directory beside the archive's. The archive exists here
 * from the instant at which that directory, durable by then, gets the archive's name; an import
 * that broke off before is begun anew by the next one. The destination is only read.
 */
public final class ArchiveImport {

  /** What {@code arch-init} leaves behind when it breaks off. */
  private static final Set<String> UNFINISHED =
      Set.of(
          ArchiveLayout.NEW_ARCHIVE_INI.name(),
          ArchiveLayout.NEW_ARCHIVE_INI.name() + DurableFiles.REPLACEMENT_SUFFIX);

  private final LocalStore local;
  private final LocalStore copy;
  private final RemoteStore remote;
  private final ForeignMetadata foreign;

  private ArchiveImport(LocalStore local, RemoteStore remote) {
    this.local = local;
    this.copy = local.below(ArchiveLayout.IMPORT);
    this.remote = remote;
    this.foreign = new ForeignMetadata(copy, remote);
  }

  /**
   * Checks that no archive would have to give way.
   *
   * @param local this machine's metadata, which need not exist
   * @throws ArchiveException when there is an archive, or something that may be the rest of one
   */
  public static void checkNothingIsThere(LocalStore local) {
    if (local.exists(ArchiveLayout.ARCHIVE_INI)) {
      throw new ArchiveException(
          "An archive is configured already in " + local.root(),
          "Use it as it is, or name another directory with --meta-dir.");
    }
    if (!UNFINISHED.containsAll(local.list(ArchiveLayout.TREE))) {
      throw new ArchiveException(
          local.root().resolve(ArchiveLayout.TREE.text())
              + " holds files although no archive is configured there",
          "Move it away if it is not needed, or name another directory with --meta-dir.");
    }
  }

  /**
   * Imports an archive.
   *
   * @param place where it is
   * @param local this machine's metadata; its directory exists
   * @param destinations opens the destination
   * @throws io.wyng.engine.failure.WyngException when it cannot be imported; nothing has changed
   */
  public static void run(ArchivePlace place, LocalStore local, Destinations destinations) {
    checkNothingIsThere(local);
    try (RemoteStore remote =
        new RemoteStore(
            destinations.open(place.destination(), ArchiveLayout.root(place.subdirectory())),
            place.destination())) {
      new ArchiveImport(local, remote).run(destinations, place);
    }
  }

  private void run(Destinations destinations, ArchivePlace place) {
    local.deleteTree(ArchiveLayout.IMPORT);
    try {
      local.createDirectory(ArchiveLayout.IMPORT);
      foreign.fetchSettings(destinations, place);
      refuseIfInProcess();
      fetch();
      commit();
    } catch (RuntimeException | Error e) {
      removeCopyAfter(e);
      throw e;
    }
    local.deleteTree(ArchiveLayout.IMPORT);
  }

  private void refuseIfInProcess() {
    foreign
        .inProcess()
        .ifPresent(operation -> {
          throw new ArchiveException(
              "Somebody else has begun to change the archive at "
                  + remote.address()
                  + ": "
                  + operation,
              "Finish it with the program that began it, then import the archive. Until then it"
                  + " can be read with --from of receive, verify and list.");
        });
  }

  private void fetch() {
    LocalMetadata metadata = LocalMetadata.foreign(copy, remote);
    ArchiveSettings settings = metadata.settings();
    foreign.fetchSessions(settings);
    for (ConfiguredVolume configured : settings.volumes()) {
      Volume volume = metadata.volume(settings, configured.name());
      removeOthers(volume);
      foreign.fetchManifests(settings, volume.name(), volume.sessions());
      for (Session session : volume.sessions()) {
        metadata.checkManifest(settings, volume, session);
      }
    }
  }

  /** What is not in a volume's list of sessions is none of them. */
  private void removeOthers(Volume volume) {
    VolumeName name = volume.name();
    Set<SessionName> listed =
        volume.sessions().stream().map(Session::name).collect(Collectors.toSet());
    copy.list(ArchiveLayout.volume(name)).stream()
        .filter(SessionName::isDirectory)
        .map(SessionName::parse)
        .filter(session -> !listed.contains(session))
        .forEach(session -> copy.deleteTree(ArchiveLayout.session(name, session)));
  }

  private void commit() {
    copy.forceAll();
    local.deleteTree(ArchiveLayout.TREE);
    ArchivePath fetched = ArchiveLayout.IMPORT.resolve(ArchiveLayout.TREE.text());
    local.rename(fetched, ArchiveLayout.TREE);
  }

  private void removeCopyAfter(Throwable failure) {
    boolean interrupted = Thread.interrupted();
    try {
      local.deleteTree(ArchiveLayout.IMPORT);
    } catch (RuntimeException | Error e) {
      failure.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
