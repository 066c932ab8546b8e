package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.failure.DestinationException;
import io.wyng.spi.destination.DestinationCapability;
import io.wyng.spi.destination.DestinationStatus;

/** Whether a destination can be used for what is to be done, and holds our archive. */
final class DestinationCheck {

  private DestinationCheck() {}

  /**
   * @throws DestinationException when it cannot; the message is the destination's own
   */
  static DestinationStatus usable(RemoteStore remote, boolean writing) {
    DestinationStatus status = remote.probe();
    boolean usable = status.mounted() && (status.writable() || !writing);
    if (!usable) {
      throw refused(remote, status);
    }
    return status;
  }

  /**
   * @throws DestinationException when equal chunks cannot share a file there
   */
  static void linksPossible(RemoteStore remote) {
    if (!remote.capabilities().contains(DestinationCapability.HARD_LINKS)) {
      throw new DestinationException(
          "The destination "
              + remote.address()
              + " cannot make hard links, without which chunks cannot be deduplicated",
          "Do without deduplication, or keep the archive on a file system with hard links, such as"
              + " ext4, XFS or Btrfs. If it has them, is it full, or not ours to write to?");
    }
  }

  private static DestinationException refused(RemoteStore remote, DestinationStatus status) {
    String what = "The destination " + remote.address() + " cannot be used";
    if (status.problems().isEmpty()) {
      return new DestinationException(
          what + ": it is " + (status.mounted() ? "not writable" : "not mounted"),
          "Mount it with write access, then run the command again.");
    }
    return new DestinationException(what, status.problems().getFirst());
  }

  /**
   * @param destinations opens the places beside it, when there is no archive
   * @throws DestinationException when there is no archive
   * @throws ArchiveException when it is not the one that the settings speak of
   */
  static void isArchive(RemoteStore remote, ArchiveSettings settings, Destinations destinations) {
    byte[] ini =
        remote
            .read(ArchiveLayout.ARCHIVE_INI)
            .orElseThrow(
                () -> NoArchive.at(destinations, settings.destination(), settings.subdirectory()));
    String origin = ArchiveLayout.ARCHIVE_INI + " at " + settings.destination();
    ArchiveSettings found = LocalMetadata.parseSettings(ini, origin);
    if (!found.uuid().equals(settings.uuid())) {
      throw new ArchiveException(
          "The archive at "
              + settings.destination()
              + " is another one: its identity is "
              + found.uuid()
              + ", ours is "
              + settings.uuid(),
          "Is the right medium mounted? Nothing was changed.");
    }
  }
}
