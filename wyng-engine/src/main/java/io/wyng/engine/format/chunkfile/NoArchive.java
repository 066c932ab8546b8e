package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.failure.DestinationException;
import io.wyng.engine.failure.LocalException;
import io.wyng.engine.local.LocalStore;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.DestinationAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * There is no archive where one was looked for. If there is one of the sparsebak alpha instead,
 * which differs in the names of its directories only, the failure tells how to rename them (archive
 * format 1, chapter 7, first item).
 */
public final class NoArchive {

  private NoArchive() {}

  /**
   * This machine has no metadata of an archive.
   *
   * @param local where it was looked for; need not exist
   * @return the failure
   */
  public static ArchiveException configuredIn(LocalStore local) {
    LocalStore old = local.beside(ArchiveLayout.SPARSEBAK);
    String remedy =
        old.exists(ArchivePath.ROOT)
            ? "There is "
                + old.root()
                + ", made by the sparsebak alpha. Rename it, and its directory at the destination,"
                + " then run the command again:"
                + renaming(old.root(), local.root(), local.exists(ArchivePath.ROOT))
                + renamingAtDestination(old)
            : "Make one with arch-init, or name another directory with --meta-dir.";
    return new ArchiveException("No archive is configured in " + local.root(), remedy);
  }

  private static String renamingAtDestination(LocalStore old) {
    Optional<ArchiveSettings> settings = settings(old);
    if (settings.isEmpty()) {
      return renaming(Path.of("/MOUNTPOINT/sparsebak"), Path.of("/MOUNTPOINT/wyng.backup"), false);
    }
    return renamingAt(settings.get().destination(), settings.get().subdirectory(), false);
  }

  private static Optional<ArchiveSettings> settings(LocalStore old) {
    try {
      return old.read(ArchiveLayout.ARCHIVE_INI).map(ArchiveIni::parse);
    } catch (LocalException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * The destination has no archive.
   *
   * @param destinations opens the place where one of sparsebak would be
   * @param address the destination
   * @param subdirectory the directory below its mount point
   * @return the failure
   */
  static DestinationException at(
      Destinations destinations, DestinationAddress address, String subdirectory) {
    ArchivePath root = ArchiveLayout.root(subdirectory);
    ArchivePath old = ArchiveLayout.beside(root, ArchiveLayout.SPARSEBAK);
    String remedy =
        isInUse(destinations, address, old)
            ? "There is "
                + path(address, old)
                + ", made by the sparsebak alpha. Rename it, then run the command again:"
                + renamingAt(address, subdirectory, isInUse(destinations, address, root))
            : "Is the right medium mounted? The place is given by --dest (or --from) and --subdir.";
    return new DestinationException("No archive was found at " + address + " in " + root, remedy);
  }

  /** What cannot be looked into gives no hint; that there is no archive is known already. */
  private static boolean isInUse(
      Destinations destinations, DestinationAddress address, ArchivePath root) {
    try (RemoteStore store = new RemoteStore(destinations.open(address, root), address)) {
      return !store.list(ArchivePath.ROOT).isEmpty();
    } catch (DestinationException unreadable) {
      return false;
    }
  }

  private static String renamingAt(
      DestinationAddress address, String subdirectory, boolean isInUse) {
    ArchivePath root = ArchiveLayout.root(subdirectory);
    String where = address.authority().isEmpty() ? "" : "    (on " + address.authority() + ")";
    return renaming(
            path(address, ArchiveLayout.beside(root, ArchiveLayout.SPARSEBAK)),
            path(address, root),
            isInUse)
        + where;
  }

  private static Path path(DestinationAddress address, ArchivePath below) {
    return Path.of(address.path()).resolve(below.text());
  }

  /** A directory that is renamed onto an existing one would end up inside it. */
  private static String renaming(Path from, Path to, boolean isInUse) {
    String away = isInUse ? "\n    mv " + quoted(to) + " " + quoted(to) + ".old" : "";
    return away + "\n    mv " + quoted(from) + " " + quoted(to);
  }

  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[\\p{Alnum}/._+@%:-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
