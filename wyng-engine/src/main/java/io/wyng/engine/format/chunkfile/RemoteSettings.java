package io.wyng.engine.format.chunkfile;

import java.util.Arrays;

/** The destination's copy of {@code archive.ini}. */
final class RemoteSettings {

  private RemoteSettings() {}

  /** Makes the copy what it shall be, durably, unless it is so already. */
  static void update(RemoteStore remote, byte[] settings) {
    boolean same =
        remote
            .read(ArchiveLayout.ARCHIVE_INI)
            .filter(copy -> Arrays.equals(copy, settings))
            .isPresent();
    if (!same) {
      remote.replace(ArchiveLayout.ARCHIVE_INI, settings);
    }
  }
}
