package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.event.Event;
import io.wyng.engine.event.EventListener;
import io.wyng.engine.format.VolumeSnapshots;
import io.wyng.engine.local.LocalStore;
import java.util.Optional;

/**
 * Finishes or takes back a change of several steps that broke off, ours or that of an original
 * program (archive format 1, chapter 5). It needs nothing but the archive, and can be broken off
 * and repeated for ever.
 */
final class BrokenOffChange {

  private final LocalStore local;
  private final RemoteStore remote;
  private final ArchiveSettings settings;
  private final VolumeSnapshots snapshots;
  private final Journal journal;

  BrokenOffChange(
      LocalStore local, RemoteStore remote, ArchiveSettings settings, VolumeSnapshots snapshots) {
    this.local = local;
    this.remote = remote;
    this.settings = settings;
    this.snapshots = snapshots;
    this.journal = new Journal(local);
  }

  void settle(EventListener events) {
    Optional<Journal.Entry> found = journal.entry();
    if (found.isEmpty()) {
      journal.endLocally();
      return;
    }
    Journal.Entry entry = journal.settled(found.get(), remote);
    boolean done = settle(entry);
    events.on(
        new Event.Notice(
            entry.change().description()
                + " had broken off and was "
                + (done ? "finished" : "taken back")));
  }

  /** Returns whether the change has happened. */
  private boolean settle(Journal.Entry entry) {
    boolean begun = entry.stage() == Journal.Stage.BEGUN;
    switch (entry.change()) {
      case InProcess.Merge merge -> {
        return new SessionMerge(local, remote, settings, merge).recover(entry.stage());
      }
      case InProcess.Delete deletion -> {
        if (begun) {
          new VolumeDeletion(local, remote, deletion, snapshots).finish();
        }
      }
      case InProcess.Rename renaming -> {
        if (begun) {
          new VolumeRenaming(local, remote, renaming, snapshots).finish();
        }
      }
      case InProcess.ArchiveDelete _ -> ArchiveDeletion.checkNotBegun(local);
    }
    if (!begun) {
      journal.endRemotely(remote);
      journal.endLocally();
    }
    return begun;
  }
}
