package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.failure.WyngException;
import io.wyng.engine.local.LocalStore;
import io.wyng.spi.destination.ArchivePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Merges sessions that follow each other into the next newer one, without writing any data anew
 * (archive format 1, section 4.6).
 *
 * <p>The merge is true from the instant at which the destination's {@code merge-init} is renamed to
 * {@code merge}. Whatever happens on either side of it, {@link #recover} brings both sides to the
 * same state, the new one or the old one.
 */
final class SessionMerge {

  private final LocalStore local;
  private final RemoteStore remote;
  private final InProcess.Merge merge;
  private final Journal journal;
  private final MergeFiles files;
  private final MergePreparation preparation;
  private final MergeAtDestination atDestination;

  SessionMerge(
      LocalStore local, RemoteStore remote, ArchiveSettings settings, InProcess.Merge merge) {
    this.local = local;
    this.remote = remote;
    this.merge = merge;
    this.journal = new Journal(local);
    this.files = new MergeFiles(merge);
    this.preparation = new MergePreparation(local, settings, merge);
    this.atDestination = new MergeAtDestination(local, remote, merge, preparation);
  }

  /**
   * The merges by which sessions of a volume go: one for each run of sessions that follow each
   * other.
   *
   * @param pruned some of the volume's sessions, the newest not among them
   */
  static List<InProcess.Merge> of(Volume volume, List<Session> pruned) {
    Set<Session> going = new HashSet<>(pruned);
    List<InProcess.Merge> merges = new ArrayList<>();
    List<Session> run = new ArrayList<>();
    for (Session session : volume.sessions()) {
      if (going.remove(session)) {
        run.add(session);
      } else if (!run.isEmpty()) {
        merges.add(
            new InProcess.Merge(
                volume.name(), session.name(), run.stream().map(Session::name).toList()));
        run.clear();
      }
    }
    if (!run.isEmpty() || !going.isEmpty()) {
      throw new IllegalArgumentException(
          "The newest session stays, and what a volume does not have cannot be pruned");
    }
    return merges;
  }

  /**
   * Merges.
   *
   * @param sessions all sessions of the volume
   */
  void run(List<Session> sessions) {
    atDestination.tidy(sessions);
    journal.announce(merge);
    try {
      preparation.write();
      atDestination.upload();
    } catch (WyngException e) {
      undoAfter(e);
      throw e;
    }
    journal.begin(merge, remote);
    atDestination.commit();
    finish();
  }

  private void undoAfter(WyngException failure) {
    try {
      undo();
    } catch (WyngException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Finishes the merge if it has become true, and takes it back otherwise.
   *
   * @return whether it is true
   */
  boolean recover(Journal.Stage stage) {
    if (preparation.isOver()) {
      atDestination.removeLeftovers();
      end();
      return true;
    }
    if (stage == Journal.Stage.ANNOUNCED || !atDestination.isTrue()) {
      undo();
      return false;
    }
    preparation.write();
    finish();
    return true;
  }

  private void finish() {
    atDestination.finish();
    end();
  }

  /**
   * The destination is in its final state, and this side follows. The target's info is first, as
   * the sign that the manifests of the pruned sessions are needed no more.
   */
  private void end() {
    journal.endRemotely(remote);
    take(MergeFiles.newInfo(files.target()), ArchiveLayout.info(files.target()));
    take(MergeFiles.newManifest(files.target()), ArchiveLayout.manifest(files.target()));
    take(files.newVolumeInfo(), ArchiveLayout.volumeInfo(merge.volume()));
    merge.pruned().stream()
        .map(session -> ArchiveLayout.session(merge.volume(), session))
        .forEach(local::deleteTree);
    removePrepared();
    journal.endLocally();
  }

  private void take(ArchivePath prepared, ArchivePath place) {
    if (local.exists(prepared)) {
      local.rename(prepared, place);
    }
  }

  private void undo() {
    atDestination.undo();
    journal.endRemotely(remote);
    removePrepared();
    journal.endLocally();
  }

  private void removePrepared() {
    for (ArchivePath path : files.prepared()) {
      local.deleteTree(ArchiveLayout.replacement(path));
      local.deleteTree(path);
    }
    local.force(files.volume());
  }
}
