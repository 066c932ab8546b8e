package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.format.VolumeSnapshots;
import io.wyng.engine.local.LocalStore;
import io.wyng.spi.destination.ArchivePath;
import java.util.Optional;

/**
 * Deletes an archive with all that belongs to it. As long as this side has the settings, an attempt
 * that broke off is known and can be repeated.
 */
final class ArchiveDeletion {

  private final LocalStore local;
  private final RemoteStore remote;
  private final ArchiveSettings settings;
  private final InProcess.ArchiveDelete deletion;
  private final Journal journal;

  ArchiveDeletion(LocalStore local, RemoteStore remote, ArchiveSettings settings) {
    this.local = local;
    this.remote = remote;
    this.settings = settings;
    this.deletion = new InProcess.ArchiveDelete(settings.uuid());
    this.journal = new Journal(local);
  }

  /** Whether this was begun and broke off. */
  private static boolean isBegun(LocalStore local) {
    return new Journal(local)
        .entry()
        .filter(entry ->
            entry.stage() == Journal.Stage.BEGUN
                && entry.change() instanceof InProcess.ArchiveDelete)
        .isPresent();
  }

  /**
   * Makes sure that the archive can still be used.
   *
   * @throws ArchiveException when its deletion was begun
   */
  static void checkNotBegun(LocalStore local) {
    if (isBegun(local)) {
      throw new ArchiveException(
          "The deletion of this archive broke off",
          "Its data is gone in part. Finish the deletion with: wyng arch-delete");
    }
  }

  /**
   * Makes sure that what is going to be deleted at the destination is this archive, or what an
   * earlier attempt left of it.
   *
   * @param destinations opens the places beside it, when there is none
   * @throws ArchiveException when it is another one, or in use by somebody else
   */
  void check(Destinations destinations) {
    Optional<byte[]> found = remote.read(ArchiveLayout.ARCHIVE_INI);
    if (found.isPresent() || !isBegun(local)) {
      DestinationCheck.isArchive(remote, settings, destinations);
    }
    journal.checkNobodyElse(remote);
  }

  /** Deletes all that lies at the destination, the settings and the record last. */
  void deleteRemotely(VolumeSnapshots snapshots) {
    if (!isBegun(local)) {
      journal.announce(deletion);
      journal.begin(deletion, remote);
    }
    settings.volumes().forEach(volume -> snapshots.remove(volume.name()));
    for (String name : remote.list(ArchiveLayout.TREE)) {
      ArchivePath path = ArchiveLayout.TREE.resolve(name);
      if (!path.equals(ArchiveLayout.ARCHIVE_INI) && !path.equals(ArchiveLayout.IN_PROCESS)) {
        remote.deleteTree(path);
      }
    }
    remote.sync();
    remote.list(ArchivePath.ROOT).forEach(name -> remote.deleteTree(ArchivePath.of(name)));
    remote.sync();
  }

  /** Deletes all that lies here; the settings go before the record that would be needed no more. */
  void deleteLocally() {
    for (String name : local.list(ArchiveLayout.TREE)) {
      ArchivePath path = ArchiveLayout.TREE.resolve(name);
      if (!path.equals(ArchiveLayout.ARCHIVE_INI) && !path.equals(ArchiveLayout.IN_PROCESS)) {
        local.deleteTree(path);
      }
    }
    local.force(ArchiveLayout.TREE);
    local.deleteTree(ArchiveLayout.ARCHIVE_INI);
    local.force(ArchiveLayout.TREE);
    local.deleteTree(ArchivePath.ROOT);
  }
}
