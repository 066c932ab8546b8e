package io.wyng.destination.ssh.sftp;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.DestinationCapability;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationStatus;
import io.wyng.spi.destination.DestinationStatus.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what state the destination is in, and what it can do. Whether something is mounted is
 * seen by the file system being another one than that of the directory above; where the server does
 * not tell file systems apart, the path has to exist and no more is known.
 */
final class Inspection {

  private static final String TRIAL = ".wyng-link-trial";
  private static final int OTHERS_MAY_WRITE = 0022;
  private static final int OWNER_MAY_WRITE = 0200;

  private final SftpLink link;
  private final Sftp sftp;
  private final RemoteTree tree;
  private final Explanation explanation;
  private final NewFiles files;
  private @Nullable Boolean linksPossible;

  Inspection(SftpLink link, Sftp sftp, RemoteTree tree, Explanation explanation) {
    this.link = link;
    this.sftp = sftp;
    this.tree = tree;
    this.explanation = explanation;
    this.files = new NewFiles(sftp);
  }

  Set<DestinationCapability> capabilities() throws IOException {
    Set<DestinationCapability> capabilities =
        EnumSet.of(
            DestinationCapability.ATOMIC_DIRECTORY_RENAME, DestinationCapability.CONCURRENT_USE);
    if (hardLinks()) {
      capabilities.add(DestinationCapability.HARD_LINKS);
    }
    return Set.copyOf(capabilities);
  }

  /** Whether hard links can be made, found out by trying in the directory nearest to the root. */
  synchronized boolean hardLinks() throws IOException {
    if (!sftp.extensions().has(Extensions.HARD_LINK)) {
      return false;
    }
    if (linksPossible == null) {
      String place = tree.nearestDirectory();
      try {
        linksPossible = tryLinkIn(place);
      } catch (StatusException e) {
        return false; // nothing can be written now: the question stays open
      } catch (IOException e) {
        throw explanation.of("find out whether hard links are possible in", place, e);
      }
    }
    return linksPossible;
  }

  private boolean tryLinkIn(String place) throws IOException {
    String trial = Paths.resolve(place, TRIAL);
    String second = Paths.resolve(place, TRIAL + ".link");
    Waiting.await(files.removeIfThere(second));
    Waiting.await(sftp.close(Waiting.await(files.create(trial))));
    try {
      Waiting.await(sftp.link(trial, second));
      return true;
    } catch (StatusException e) {
      return NewFiles.mayBeThere(e) && Waiting.await(sftp.lstat(second)).isPresent();
    } finally {
      Waiting.await(files.removeIfThere(second));
      Waiting.await(files.removeIfThere(trial));
    }
  }

  DestinationStatus probe() {
    List<Problem> problems = new ArrayList<>();
    try {
      if (!pathIsDirectory(problems)) {
        return status(false, false, null, problems);
      }
      boolean mounted = isMounted(problems);
      String place = tree.nearestDirectory();
      Space space = Waiting.await(sftp.space(place)).orElse(null);
      boolean writable = isWritable(place, space, problems);
      return status(mounted, writable, space, problems);
    } catch (IOException e) {
      problems.add(problem(explanation.of("look at", tree.mountPath(), e)));
      return status(false, false, null, problems);
    }
  }

  private static DestinationStatus status(
      boolean mounted, boolean writable, @Nullable Space space, List<Problem> problems) {
    return new DestinationStatus(
        mounted,
        writable,
        space == null ? DestinationStatus.UNKNOWN : space.freeBytes(),
        space == null ? DestinationStatus.UNKNOWN : space.freeFiles(),
        problems);
  }

  private static Problem problem(IOException failure) {
    return failure instanceof ProviderException explained
        ? Problem.of(explained)
        : new Problem(String.valueOf(failure.getMessage()), "");
  }

  private boolean pathIsDirectory(List<Problem> problems) throws IOException {
    Optional<Attributes> found = Waiting.await(sftp.stat(tree.mountPath()));
    if (found.isEmpty()) {
      problems.add(
          new Problem(
              Paths.shown(tree.mountPath()) + " does not exist on " + link.farSide(),
              "Create it and mount the destination there, or correct the address."));
    } else if (!found.get().isDirectory()) {
      problems.add(
          new Problem(
              Paths.shown(tree.mountPath()) + " is not a directory on " + link.farSide(),
              "Give the directory at which the destination is mounted."));
    }
    return found.filter(Attributes::isDirectory).isPresent();
  }

  private boolean isMounted(List<Problem> problems) throws IOException {
    String path = tree.mountPath();
    Optional<Space> here = Waiting.await(sftp.space(path));
    if (path.equals("/") || here.isEmpty()) {
      return true;
    }
    Optional<Space> above = Waiting.await(sftp.space(path + "/.."));
    if (above.isEmpty() || above.get().fileSystem() != here.get().fileSystem()) {
      return true;
    }
    String point = mountPointAbove(path, here.get());
    String below = path.substring(point.equals("/") ? 1 : point.length() + 1);
    problems.add(
        new Problem(
            Paths.shown(path) + " is not a mount point on " + link.farSide(),
            "Mount the destination there, or give the mount point "
                + Paths.shown(point)
                + " in the address and the directory below it with --subdir="
                + Paths.shown(below)
                + "."));
    return false;
  }

  private String mountPointAbove(String path, Space space) throws IOException {
    String point = path;
    while (!point.equals("/")) {
      String above = point.substring(0, Math.max(1, point.lastIndexOf('/')));
      Optional<Space> other = Waiting.await(sftp.space(above));
      if (other.isEmpty() || other.get().fileSystem() != space.fileSystem()) {
        return point;
      }
      point = above;
    }
    return point;
  }

  private boolean isWritable(String place, @Nullable Space space, List<Problem> problems)
      throws IOException {
    Attributes directory = Waiting.await(sftp.stat(place)).orElse(null);
    if (space != null && space.isReadOnly()) {
      problems.add(
          new Problem(
              Paths.shown(place) + " lies on a file system that is mounted read-only",
              "Mount it writable (mount -o remount,rw) and repeat the command.",
              DestinationFault.PERMISSION_DENIED));
    } else if (directory != null && isForbidden(directory)) {
      problems.add(
          new Problem(
              Paths.shown(place) + " is not writable for the user " + link.user(),
              "Log in as a user who may write there, or change the permissions over there.",
              DestinationFault.PERMISSION_DENIED));
    } else if (somethingElseIsAtTheRoot()) {
      problems.add(
          new Problem(
              Paths.shown(tree.root()) + " is not a directory",
              "Move it away, or choose another place with --subdir."));
    } else {
      return true;
    }
    return false;
  }

  /** Whether it is certain that we may not write there: in doubt it turns out when we do. */
  private boolean isForbidden(Attributes directory) throws IOException {
    String owner = Waiting.await(sftp.userName(directory.owner()));
    if (link.user().equals("root") || owner.isEmpty() || directory.permissions() == 0) {
      return false;
    }
    int needed = owner.equals(link.user()) ? OWNER_MAY_WRITE : OTHERS_MAY_WRITE;
    return (directory.permissions() & needed) == 0;
  }

  private boolean somethingElseIsAtTheRoot() throws IOException {
    return Waiting.await(sftp.stat(tree.root())).filter(found -> !found.isDirectory()).isPresent();
  }
}
