package io.wyng.shell;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.DestinationCapability;
import io.wyng.spi.destination.DestinationStatus;
import io.wyng.spi.destination.DirectoryEntry;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import io.wyng.spi.destination.FileChange;
import io.wyng.spi.destination.Upload;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An archive over anything that can run a command elsewhere. The far side needs a POSIX {@code sh},
 * coreutils or busybox, and a {@code tar}; nothing is installed there.
 *
 * <p>Several shells run over there: one for plain calls, one for a download, and one for an upload,
 * or as many as {@link CommandStarter#uploads} allows when it is a long one. Where somebody keeps
 * silent for too long, the connection counts as lost; long work over there gives signs of life.
 * After the connection was lost every call fails.
 */
public final class ShellDestination implements Destination {

  private final ArchiveSite site;
  private final Shells shells;
  private final int uploads;
  private final Inspection inspection;
  private final FileCalls files;
  private final TreeCalls trees;

  ShellDestination(
      CommandStarter starter, DestinationAddress address, ArchivePath root, Timing timing) {
    this.site = new ArchiveSite(starter.farSide(), address, root);
    this.shells = new Shells(starter, site, timing);
    this.uploads = starter.uploads();
    this.inspection = new Inspection(shells, site);
    this.files = new FileCalls(shells, site);
    this.trees = new TreeCalls(shells);
  }

  /**
   * A destination over a starter of commands, which may keep silent for five minutes. Nothing is
   * contacted before its first call.
   *
   * @param starter reaches the far side; the destination closes it
   * @param address where the destination is; its path is the mount point over there
   * @param root the directory of the archive below that path
   * @return the destination, which the caller closes
   */
  public static ShellDestination over(
      CommandStarter starter, DestinationAddress address, ArchivePath root) {
    return over(starter, address, root, Timing.DEFAULT.silenceLimit());
  }

  /**
   * The same for a far side that may keep silent for another time.
   *
   * @param starter reaches the far side
   * @param address where the destination is
   * @param root the directory of the archive
   * @param silenceLimit at least a minute: during long work the far side gives a sign of life every
   *     20 seconds
   * @return the destination, which the caller closes
   */
  public static ShellDestination over(
      CommandStarter starter, DestinationAddress address, ArchivePath root, Duration silenceLimit) {
    return new ShellDestination(starter, address, root, Timing.patient(silenceLimit));
  }

  /**
   * Contacts the far side now.
   *
   * @throws NoShellException when it was reached, but runs no POSIX shell that could be used
   * @throws IOException when it was not reached
   */
  public void connect() throws IOException {
    shells.forCalls();
  }

  @Override
  public String transport() {
    return shells.tar().isEmpty() ? "a shell" : "a shell with " + shells.tar();
  }

  @Override
  public Set<DestinationCapability> capabilities() throws IOException {
    return site.attempt("find out what is possible in", ArchivePath.ROOT, inspection::capabilities);
  }

  @Override
  public DestinationStatus probe() {
    return inspection.probe();
  }

  @Override
  public Optional<byte[]> read(ArchivePath path, int limitBytes) throws IOException {
    return site.attempt("read", path, () -> files.read(path, limitBytes));
  }

  @Override
  public void replace(ArchivePath path, byte[] content) throws IOException {
    perform("write", path, () -> files.replace(path, content));
  }

  @Override
  public List<DirectoryEntry> list(ArchivePath directory) throws IOException {
    return site.attempt("list", directory, () -> trees.list(directory));
  }

  @Override
  public void deleteTree(ArchivePath path) throws IOException {
    refuseRoot(path);
    perform("delete", path, () -> trees.deleteTree(path));
  }

  @Override
  public void rename(ArchivePath from, ArchivePath to) throws IOException {
    refuseRoot(from);
    refuseRoot(to);
    perform("rename to " + to, from, () -> trees.rename(from, to));
  }

  @Override
  public void sync() throws IOException {
    perform(
        "make durable what was written to",
        ArchivePath.ROOT,
        () -> {
          RemoteShell shell = shells.forCalls();
          shell.send("sync");
          shell.expectOk();
        });
  }

  @Override
  public Map<ArchivePath, String> digests(Collection<ArchivePath> paths) throws IOException {
    return files.digests(paths);
  }

  @Override
  public Upload openUpload() throws IOException {
    boolean linksPossible = capabilities().contains(DestinationCapability.HARD_LINKS);
    RemoteShell first =
        site.attempt("write to", ArchivePath.ROOT, () -> shells.take(Shells.Purpose.UPLOAD));
    ShellUpload upload = new ShellUpload(shells, first, site, linksPossible);
    return uploads == 1
        ? upload
        : new StripedUpload(
            upload,
            uploads,
            () ->
                shells
                    .takeFurther()
                    .map(shell -> new ShellUpload(shells, shell, site, linksPossible)));
  }

  @Override
  public Download fetch(Iterator<Extent> extents) throws IOException {
    return site.attempt(
        "read files of", ArchivePath.ROOT, () -> new ShellDownload(shells, site, extents));
  }

  @Override
  public void apply(Iterator<FileChange> changes) throws IOException {
    perform(
        "move and delete files of",
        ArchivePath.ROOT,
        () -> {
          boolean linksPossible =
              inspection.capabilities().contains(DestinationCapability.HARD_LINKS);
          new ChangeStream(shells.forCalls(), linksPossible).apply(changes);
        });
  }

  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }

  private void perform(String action, ArchivePath path, Action work) throws IOException {
    site.attempt(
        action,
        path,
        () -> {
          work.run();
          return true;
        });
  }

  private static void refuseRoot(ArchivePath path) {
    if (path.equals(ArchivePath.ROOT)) {
      throw new IllegalArgumentException("The root of an archive is not moved or deleted");
    }
  }

  @Override
  public void close() throws IOException {
    shells.close();
  }
}
