package io.wyng.engine.format.chunkfile;

import io.wyng.engine.format.VolumeSnapshots;
import io.wyng.engine.local.LocalStore;
import java.util.Arrays;

/**
 * Deletes a volume: its data, its metadata on both sides, and its snapshots (archive format 1,
 * section 4.10). It cannot be taken back once it is on record; each step can be repeated.
 */
final class VolumeDeletion {

  private final LocalStore local;
  private final RemoteStore remote;
  private final InProcess.Delete deletion;
  private final VolumeSnapshots snapshots;
  private final Journal journal;

  VolumeDeletion(
      LocalStore local, RemoteStore remote, InProcess.Delete deletion, VolumeSnapshots snapshots) {
    this.local = local;
    this.remote = remote;
    this.deletion = deletion;
    this.snapshots = snapshots;
    this.journal = new Journal(local);
  }

  void run() {
    journal.announce(deletion);
    journal.begin(deletion, remote);
    finish();
  }

  /** On this side the settings come first: what they do not name, nobody looks for. */
  void finish() {
    byte[] before = local.read(ArchiveLayout.ARCHIVE_INI).orElseThrow();
    byte[] settings = ArchiveIni.without(before, deletion.volume());
    RemoteSettings.update(remote, settings);
    remote.deleteTree(ArchiveLayout.volume(deletion.volume()));
    remote.sync();
    snapshots.remove(deletion.volume());
    if (!Arrays.equals(before, settings)) {
      local.replace(ArchiveLayout.ARCHIVE_INI, settings);
    }
    local.deleteTree(ArchiveLayout.volume(deletion.volume()));
    journal.endRemotely(remote);
    journal.endLocally();
  }
}
