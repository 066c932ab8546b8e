package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.engine.local.LocalStore;
import io.wyng.spi.destination.ArchivePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The steps of a merge at the destination (archive format 1, section 4.6, steps 5 to 9), and the
 * way back (chapter 5).
 *
 * <p>What is where tells how far a merge has come. The oldest session's directory is the first to
 * leave its place and never comes back to it, so a directory {@code merge} found together with it
 * is what an earlier merge forgot, and says nothing.
 */
final class MergeAtDestination {

  private final LocalStore local;
  private final RemoteStore remote;
  private final InProcess.Merge merge;
  private final MergePreparation preparation;
  private final MergeFiles files;

  MergeAtDestination(
      LocalStore local, RemoteStore remote, InProcess.Merge merge, MergePreparation preparation) {
    this.local = local;
    this.remote = remote;
    this.merge = merge;
    this.preparation = preparation;
    this.files = new MergeFiles(merge);
  }

  /**
   * Removes what an earlier merge may have forgotten.
   *
   * @param sessions all sessions of the volume
   * @throws IntegrityException when one of them is not in its place; nothing was changed
   */
  void tidy(List<Session> sessions) {
    List<String> present = remote.list(files.volume());
    for (Session session : sessions) {
      if (!present.contains(session.name().directory())) {
        throw new IntegrityException(
            "Session "
                + session.name()
                + " of volume "
                + merge.volume()
                + " is missing at the destination "
                + remote.address(),
            "Look for it there: "
                + files.volume()
                + " may hold it below another directory. Nothing was changed.");
      }
    }
    List<ArchivePath> forgotten =
        Stream.of(files.merged(), files.collection(), files.progressMark())
            .filter(path -> present.contains(path.name()))
            .toList();
    if (!forgotten.isEmpty()) {
      forgotten.forEach(remote::deleteTree);
      remote.sync();
    }
  }

  /** Brings what is prepared here to the destination, durably. */
  void upload() {
    Map<ArchivePath, ArchivePath> prepared = new LinkedHashMap<>();
    files.prepared().forEach(path -> prepared.put(path, path));
    remote.upload(local, prepared);
    remote.sync();
  }

  /** Makes the merge true. */
  void commit() {
    List<SessionName> newestFirst = new ArrayList<>(merge.pruned().reversed());
    newestFirst.removeLast();
    collect(merge.survivor());
    collect(merge.target());
    newestFirst.forEach(this::collect);
    remote.sync();
    remote.rename(files.collection(), files.merged());
    remote.sync();
  }

  private void collect(SessionName session) {
    remote.rename(
        ArchiveLayout.session(merge.volume(), session),
        files.collection().resolve(session.directory()));
  }

  /**
   * Whether the merge has become true.
   *
   * @throws IntegrityException when its sessions are nowhere
   */
  boolean isTrue() {
    List<String> present = remote.list(files.volume());
    if (present.contains(merge.survivor().directory()) || !collected().isEmpty()) {
      return false;
    }
    if (present.contains(files.merged().name()) || present.contains(merge.target().directory())) {
      return true;
    }
    throw new IntegrityException(
        "The sessions "
            + merge.survivor()
            + " to "
            + merge.target()
            + " of volume "
            + merge.volume()
            + " are missing at the destination "
            + remote.address()
            + "; they were being merged",
        "Is the right medium mounted? Restore the directory "
            + files.volume()
            + " from a copy of the archive.");
  }

  /** The sessions that have left their place, and can come back to it. */
  private List<SessionName> collected() {
    List<String> present = remote.list(files.volume());
    List<String> moved = remote.list(files.collection());
    return Stream.concat(merge.pruned().stream(), Stream.of(merge.target()))
        .filter(session ->
            moved.contains(session.directory()) && !present.contains(session.directory()))
        .toList();
  }

  /** Does what is left to do of a merge that is true. */
  void finish() {
    if (remote.list(files.volume()).contains(merge.target().directory())) {
      placeMetadata(files.target(), files.target());
    } else {
      ArchivePath survivor = files.merged().resolve(merge.survivor().directory());
      moveChunks();
      placeMetadata(files.merged().resolve(merge.target().directory()), survivor);
      remote.rename(survivor, files.target());
      remote.sync();
    }
    removeLeftovers();
  }

  private void moveChunks() {
    try (MergeChanges changes = preparation.changes(files.merged())) {
      remote.apply(files.merged(), changes);
    }
    remote.sync();
  }

  private void placeMetadata(ArchivePath from, ArchivePath to) {
    place(
        List.of(
            new Placement(
                MergeFiles.newInfo(files.target()),
                MergeFiles.newInfo(from),
                ArchiveLayout.info(to)),
            new Placement(
                MergeFiles.newManifest(files.target()),
                MergeFiles.newManifest(from),
                ArchiveLayout.manifest(to)),
            new Placement(
                files.newVolumeInfo(),
                files.newVolumeInfo(),
                ArchiveLayout.volumeInfo(merge.volume()))));
  }

  /** Where a file of ours, that is prepared at the destination, has to be in the end. */
  private record Placement(ArchivePath ours, ArchivePath prepared, ArchivePath place) {}

  /** Lets files of ours take their places; what the destination has instead is not trusted. */
  private void place(List<Placement> placements) {
    MetadataComparison comparison = new MetadataComparison(local, remote);
    Map<ArchivePath, String> present =
        remote.digests(placements.stream().flatMap(p -> Stream.of(p.prepared, p.place)).toList());
    for (Placement placement : placements) {
      if (comparison.isSame(placement.ours, present.get(placement.place))) {
        continue;
      }
      if (!comparison.isSame(placement.ours, present.get(placement.prepared))) {
        remote.upload(local, Map.of(placement.ours, placement.prepared));
        remote.sync();
      }
      remote.rename(placement.prepared, placement.place);
    }
    remote.sync();
  }

  /** Takes back what was done of a merge that is not true. */
  void undo() {
    for (SessionName session : collected()) {
      remote.rename(
          files.collection().resolve(session.directory()),
          ArchiveLayout.session(merge.volume(), session));
    }
    remote.sync();
    remote.deleteTree(files.collection());
    files.prepared().forEach(remote::deleteTree);
  }

  void removeLeftovers() {
    remote.deleteTree(files.merged());
    remote.deleteTree(files.progressMark());
    files.prepared().forEach(remote::deleteTree);
  }
}
