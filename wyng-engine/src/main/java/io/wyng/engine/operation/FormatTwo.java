package io.wyng.engine.operation;

import io.wyng.engine.archive.Volume;
import io.wyng.engine.failure.ArchiveException;
import java.util.List;

/** What archives of format 1 have no place for. */
final class FormatTwo {

  private static final String REMEDY =
      "Leave the option away; archives with zstd compression are of format 2.";

  private FormatTwo() {}

  /**
   * Refuses when an archive is of format 1.
   *
   * @param what what was asked for, as a plural noun
   */
  static void require(String what, int formatVersion) {
    if (formatVersion < 2) {
      throw new ArchiveException(
          what + " cannot be stored: the archive is of format 1, which has no place for them",
          REMEDY);
    }
  }

  /**
   * Refuses when one of the volumes is of format 1.
   *
   * @param what what was asked for, as a plural noun
   */
  static void require(String what, List<Volume> volumes) {
    for (Volume volume : volumes) {
      if (volume.formatVersion() < 2) {
        throw new ArchiveException(
            what
                + " cannot be stored: the metadata of volume "
                + volume.name()
                + " is of archive format 1, which has no place for them",
            REMEDY);
      }
    }
  }
}
