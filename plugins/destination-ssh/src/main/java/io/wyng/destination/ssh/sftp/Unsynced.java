package io.wyng.destination.ssh.sftp;

import io.wyng.spi.destination.ArchivePath;
import java.util.LinkedHashSet;
import java.util.Set;

/** The directories of the archive that were changed and not made durable since. */
final class Unsynced {

  /** With more than so many, some should be made durable: the set does not grow for ever. */
  private static final int MANY = 4096;

  private final Set<ArchivePath> directories = new LinkedHashSet<>();

  synchronized void add(ArchivePath directory) {
    directories.add(directory);
  }

  synchronized boolean areMany() {
    return directories.size() > MANY;
  }

  /** Takes all of them out. */
  synchronized Set<ArchivePath> take() {
    Set<ArchivePath> taken = new LinkedHashSet<>(directories);
    directories.clear();
    return taken;
  }

  /** Follows a directory that was renamed, with all below it. */
  synchronized void renamed(ArchivePath from, ArchivePath to) {
    Set<ArchivePath> moved = new LinkedHashSet<>();
    directories.removeIf(directory -> {
      boolean below = isAtOrBelow(directory, from);
      if (below) {
        moved.add(new ArchivePath(to.text() + directory.text().substring(from.text().length())));
      }
      return below;
    });
    directories.addAll(moved);
  }

  /** Forgets a directory that was deleted, with all below it. */
  synchronized void deleted(ArchivePath gone) {
    directories.removeIf(directory -> isAtOrBelow(directory, gone));
  }

  static boolean isAtOrBelow(ArchivePath directory, ArchivePath above) {
    return directory.equals(above) || directory.text().startsWith(above.text() + "/");
  }
}
