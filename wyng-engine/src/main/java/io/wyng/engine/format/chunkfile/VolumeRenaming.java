package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.format.VolumeSnapshots;
import io.wyng.engine.local.LocalStore;
import io.wyng.spi.destination.ArchivePath;
import java.util.Arrays;
import java.util.List;

/**
 * Gives a volume another name on both sides, and lets its baseline follow (archive format 1,
 * section 4.10; archive format 2, "Rename"). It is not taken back once it is on record; each step
 * can be repeated, also after an attempt of an original program.
 */
final class VolumeRenaming {

  private final LocalStore local;
  private final RemoteStore remote;
  private final InProcess.Rename renaming;
  private final VolumeSnapshots snapshots;
  private final Journal journal;
  private final ArchivePath oldDirectory;
  private final ArchivePath newDirectory;

  VolumeRenaming(
      LocalStore local, RemoteStore remote, InProcess.Rename renaming, VolumeSnapshots snapshots) {
    this.local = local;
    this.remote = remote;
    this.renaming = renaming;
    this.snapshots = snapshots;
    this.journal = new Journal(local);
    this.oldDirectory = ArchiveLayout.volume(renaming.volume());
    this.newDirectory = ArchiveLayout.volume(renaming.newName());
  }

  /**
   * Renames.
   *
   * @throws ArchiveException when the new name belongs to something on either side; nothing was
   *     changed
   */
  void run() {
    refuseIfTaken(!remote.list(newDirectory).isEmpty(), "at the destination " + remote.address());
    refuseIfTaken(!local.list(newDirectory).isEmpty(), "in " + local.root());
    journal.announce(renaming);
    journal.begin(renaming, remote);
    finish();
  }

  private void refuseIfTaken(boolean taken, String where) {
    if (taken) {
      throw new ArchiveException(
          "There is a directory " + newDirectory + " already " + where,
          "It belongs to no volume of the archive. Choose another name, or move the directory"
              + " away.");
    }
  }

  void finish() {
    byte[] before = local.read(ArchiveLayout.ARCHIVE_INI).orElseThrow();
    byte[] settings = ArchiveIni.renamed(before, renaming.volume(), renaming.newName());
    renameRemotely();
    RemoteSettings.update(remote, settings);
    remote.deleteTree(ArchiveLayout.NEW_ARCHIVE_INI);
    renameLocally(LocalMetadata.parseSettings(before, ArchiveLayout.ARCHIVE_INI.text()));
    if (!Arrays.equals(before, settings)) {
      local.replace(ArchiveLayout.ARCHIVE_INI, settings);
    }
    local.deleteTree(ArchiveLayout.NEW_ARCHIVE_INI);
    snapshots.reassign(renaming.volume(), renaming.newName());
    journal.endRemotely(remote);
    journal.endLocally();
  }

  private void renameRemotely() {
    List<String> former = remote.list(oldDirectory);
    List<String> present = remote.list(newDirectory);
    boolean exists = remote.list(ArchiveLayout.TREE).contains(renaming.volume().text());
    if (exists && !isDone(former, present)) {
      remote.deleteTree(newDirectory);
      remote.rename(oldDirectory, newDirectory);
    }
    remote.sync();
  }

  /**
   * Whether the volume bears its new name, whatever the former one may mean. If neither name is
   * that of a volume with metadata, or both are, the former is the volume: what else bears the new
   * name is stale, because the archive has no volume of it.
   */
  private static boolean isDone(List<String> former, List<String> present) {
    String volumeInfo = "volinfo";
    return present.contains(volumeInfo) && !former.contains(volumeInfo);
  }

  /** Version 0.3 of the original lets the directory wait under the new name with .tmp appended. */
  private void renameLocally(ArchiveSettings settings) {
    String waitingName = newDirectory.name() + ".tmp";
    ArchivePath waiting = newDirectory.parent().resolve(waitingName);
    boolean isVolume =
        settings.volumes().stream().anyMatch(v -> v.name().text().equals(waitingName));
    if (!isVolume && local.exists(waiting)) {
      renameLocally(waiting);
    }
    if (local.exists(oldDirectory)) {
      renameLocally(oldDirectory);
    }
  }

  private void renameLocally(ArchivePath directory) {
    if (!isDone(local.list(directory), local.list(newDirectory))) {
      local.deleteTree(newDirectory);
      local.rename(directory, newDirectory);
    }
  }
}
