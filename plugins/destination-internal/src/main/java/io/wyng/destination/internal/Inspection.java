package io.wyng.destination.internal;

import io.wyng.spi.destination.DestinationCapability;
import io.wyng.spi.destination.DestinationStatus;
import io.wyng.spi.destination.DestinationStatus.Problem;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out what state the destination is in, and what it can do. */
final class Inspection {

  private static final Set<SystemError> NOTHING_WRITABLE =
      EnumSet.of(SystemError.ENOSPC, SystemError.EDQUOT, SystemError.EROFS, SystemError.EACCES);

  private final ArchiveDirectory archive;
  private final HardLinks links;
  private @Nullable Boolean linksPossible;

  Inspection(ArchiveDirectory archive, DurableFiles files) {
    this.archive = archive;
    this.links = new HardLinks(files);
  }

  /**
   * What can be done here. Hard links are tried in the directory that is nearest to the root; where
   * nothing can be written there are none to be made.
   */
  Set<DestinationCapability> capabilities() throws IOException {
    Path place = archive.nearestDirectory();
    if (linksPossible == null && Files.isWritable(place)) {
      tryLinks(place);
    }
    Set<DestinationCapability> capabilities =
        EnumSet.of(
            DestinationCapability.ATOMIC_DIRECTORY_RENAME, DestinationCapability.CONCURRENT_USE);
    if (Boolean.TRUE.equals(linksPossible)) {
      capabilities.add(DestinationCapability.HARD_LINKS);
    }
    return Set.copyOf(capabilities);
  }

  private void tryLinks(Path place) throws IOException {
    try {
      linksPossible = links.arePossibleIn(place);
    } catch (IOException e) {
      // An archive on a full disk can still be read: then the question stays open.
      if (SystemError.behind(e).filter(NOTHING_WRITABLE::contains).isEmpty()) {
        throw Explanation.of("find out whether hard links are possible in", place, e);
      }
    }
  }

  DestinationStatus probe() {
    List<Problem> problems = new ArrayList<>();
    boolean reachable = mountPathIsDirectory(problems);
    if (!reachable) {
      return new DestinationStatus(
          false, false, DestinationStatus.UNKNOWN, DestinationStatus.UNKNOWN, problems);
    }
    boolean mounted = isMounted(problems);
    Path place = archive.nearestDirectory();
    FileSystemSpace space = space(place, problems);
    boolean writable = isWritable(place, space, problems);
    return new DestinationStatus(
        mounted,
        writable,
        space == null ? DestinationStatus.UNKNOWN : space.freeBytes(),
        space == null ? DestinationStatus.UNKNOWN : space.freeFiles(),
        problems);
  }

  private boolean mountPathIsDirectory(List<Problem> problems) {
    Path path = archive.mountPath();
    try {
      if (!Files.readAttributes(path, BasicFileAttributes.class).isDirectory()) {
        problems.add(
            new Problem(
                path + " is not a directory",
                "Give the directory at which the destination is mounted."));
        return false;
      }
      if (Files.isReadable(path)) {
        wakeAutomounter(path);
      }
      return true;
    } catch (NoSuchFileException e) {
      problems.add(
          new Problem(
              path + " does not exist",
              "Create it and mount the destination there, or correct the address internal:"
                  + path
                  + "."));
    } catch (IOException e) {
      problems.add(problem(path, e));
    }
    return false;
  }

  /** An automounter mounts when somebody looks into the directory. */
  private static void wakeAutomounter(Path path) throws IOException {
    try (DirectoryStream<Path> _ = Files.newDirectoryStream(path)) {
      // to have looked is enough
    }
  }

  private boolean isMounted(List<Problem> problems) {
    Path path = archive.mountPath();
    try {
      MountPoints points = MountPoints.now();
      if (points.contain(path)) {
        archive.checkMount();
        return true;
      }
      Path point = points.above(path);
      problems.add(
          new Problem(
              path + " is not a mount point",
              "Mount the destination there, or give the mount point with --dest=internal:"
                  + point
                  + " and the directory below it with --subdir="
                  + point.relativize(path.toRealPath())
                  + "."));
    } catch (IOException e) {
      problems.add(problem(path, e));
    }
    return false;
  }

  private static @Nullable FileSystemSpace space(Path place, List<Problem> problems) {
    try {
      return FileSystemSpace.of(place);
    } catch (IOException e) {
      problems.add(problem(place, e));
      return null;
    }
  }

  private boolean isWritable(Path place, @Nullable FileSystemSpace space, List<Problem> problems) {
    if (space != null && space.readOnly()) {
      problems.add(
          new Problem(
              place + " lies on a file system that is mounted read-only",
              SystemError.EROFS.remedy(),
              SystemError.EROFS.fault()));
    } else if (!Files.isWritable(place)) {
      problems.add(
          new Problem(
              place + " is not writable for the user " + System.getProperty("user.name"),
              SystemError.EACCES.remedy(),
              SystemError.EACCES.fault()));
    } else if (somethingElseIsAtTheRoot()) {
      problems.add(
          new Problem(
              archive.root() + " is not a directory",
              "Move it away, or choose another place with --subdir."));
    } else {
      return true;
    }
    return false;
  }

  private boolean somethingElseIsAtTheRoot() {
    return Files.exists(archive.root()) && !Files.isDirectory(archive.root());
  }

  private static Problem problem(Path path, IOException cause) {
    String message = path + " cannot be used: " + Explanation.reason(cause);
    return SystemError.behind(cause)
        .map(error -> new Problem(message, error.remedy(), error.fault()))
        .orElseGet(() -> new Problem(message, ""));
  }
}
