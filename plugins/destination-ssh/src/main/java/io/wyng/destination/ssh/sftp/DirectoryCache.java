package io.wyng.destination.ssh.sftp;

import io.wyng.spi.destination.ArchivePath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The directories that were seen to be real ones, and whether a power cut can take them away.
 * Bounded: one that is dropped is only looked at, and made durable, once more.
 */
final class DirectoryCache {

  private static final int MOST = 4096;

  private final Map<ArchivePath, Boolean> durable =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ArchivePath, Boolean> eldest) {
          return size() > MOST;
        }
      };

  synchronized boolean contains(ArchivePath directory) {
    return durable.get(directory) != null;
  }

  synchronized boolean isDurable(ArchivePath directory) {
    return durable.getOrDefault(directory, false);
  }

  synchronized void add(ArchivePath directory) {
    durable.putIfAbsent(directory, false);
  }

  synchronized void addDurable(ArchivePath directory) {
    durable.put(directory, true);
  }

  synchronized Set<ArchivePath> all() {
    return Set.copyOf(durable.keySet());
  }

  synchronized void areDurable(Set<ArchivePath> directories) {
    directories.forEach(directory -> durable.replace(directory, true));
  }

  synchronized void clear() {
    durable.clear();
  }

  /** Forgets a directory with all below it. */
  synchronized void forget(ArchivePath directory) {
    durable.keySet().removeIf(known -> Unsynced.isAtOrBelow(known, directory));
  }
}
