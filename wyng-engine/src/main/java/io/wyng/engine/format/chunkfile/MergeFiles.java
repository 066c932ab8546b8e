package io.wyng.engine.format.chunkfile;

import io.wyng.spi.destination.ArchivePath;
import java.util.List;

/**
 * Where the files of a merge lie (archive format 1, section 4.6), on both sides unless it is said
 * otherwise.
 *
 * @param merge the merge
 */
record MergeFiles(InProcess.Merge merge) {

  /** The volume's directory, in which everything happens. */
  ArchivePath volume() {
    return ArchiveLayout.volume(merge.volume());
  }

  /** The session that stays. */
  ArchivePath target() {
    return ArchiveLayout.session(merge.volume(), merge.target());
  }

  /** The volume's info when the merge is done. */
  ArchivePath newVolumeInfo() {
    return volume().resolve("volinfo.tmp");
  }

  static ArchivePath newInfo(ArchivePath session) {
    return session.resolve("info.tmp");
  }

  static ArchivePath newManifest(ArchivePath session) {
    return session.resolve("manifest.tmp");
  }

  /** The list of moves, for whoever finishes the merge. */
  ArchivePath list() {
    return volume().resolve("merge.lst.gz");
  }

  /** At the destination: where the sessions are collected before the merge becomes true. */
  ArchivePath collection() {
    return volume().resolve("merge-init");
  }

  /** At the destination: the collected sessions from the instant at which it is true. */
  ArchivePath merged() {
    return volume().resolve("merge");
  }

  /** A mark of progress that the original leaves behind, and could take for that of our merge. */
  ArchivePath progressMark() {
    return volume().resolve("CHECK-mv-rm");
  }

  /** All that was prepared. */
  List<ArchivePath> prepared() {
    return List.of(newVolumeInfo(), list(), newInfo(target()), newManifest(target()));
  }
}
