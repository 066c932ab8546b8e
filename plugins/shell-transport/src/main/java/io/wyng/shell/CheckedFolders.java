package io.wyng.shell;

import io.wyng.spi.destination.ArchivePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The directories that the far side was told to look at lately; so many, and no more. */
final class CheckedFolders {

  private static final int MOST = 4096;

  private final Map<ArchivePath, Boolean> checked =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ArchivePath, Boolean> eldest) {
          return size() > MOST;
        }
      };

  boolean contains(ArchivePath folder) {
    return checked.containsKey(folder);
  }

  /**
   * The directories above a file that must be looked at, from the root on; they count as checked.
   * The root itself is looked at when the file is directly in it.
   */
  List<ArchivePath> uncheckedAbove(ArchivePath file) {
    List<ArchivePath> unchecked = new ArrayList<>();
    ArchivePath folder = file.parent();
    while ((unchecked.isEmpty() || !folder.equals(ArchivePath.ROOT))
        && checked.putIfAbsent(folder, true) == null) {
      unchecked.addFirst(folder);
      folder = folder.parent();
    }
    return unchecked;
  }

  /** A directory above a new file, as the far side is told: the one that it will be in, or not. */
  static String line(ArchivePath folder, ArchivePath file) {
    return (folder.equals(file.parent()) ? "n" : "d") + ArchiveSite.name(folder);
  }
}
