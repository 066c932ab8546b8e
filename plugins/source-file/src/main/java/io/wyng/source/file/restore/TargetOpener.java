package io.wyng.source.file.restore;

import io.wyng.source.file.linux.FailureReason;
import io.wyng.spi.ProviderException;
import io.wyng.spi.durable.DurableFiles;
import io.wyng.spi.source.RestoreTarget;
import io.wyng.spi.source.TargetRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Finds out what is at a path and opens it as a restore target. Symbolic links are followed. */
public final class TargetOpener {

  /** What is appended to the name of a file while it is being restored. */
  public static final String UNFINISHED = ".wyng-part";

  private static final Path DEVICES = Path.of("/dev");
  private static final int MOST_LINKS = 40;

  private final DurableFiles files;

  /**
   * An opener.
   *
   * @param files the steps that make changes durable
   */
  public TargetOpener(DurableFiles files) {
    this.files = files;
  }

  /**
   * Opens a target.
   *
   * @param request what is asked of it
   * @return the target, which the caller closes
   * @throws IOException when it cannot be opened; nothing was changed then
   */
  public RestoreTarget open(TargetRequest request) throws IOException {
    Path path = followLinks(Path.of(request.path()).normalize());
    try {
      return open(path, request);
    } catch (ProviderException e) {
      throw e;
    } catch (IOException e) {
      throw new ProviderException(
          "Cannot restore to " + path + ": " + FailureReason.of(e),
          "Check the rights of the path (Wyng may have to run as root), or restore to another one.",
          e);
    }
  }

  private RestoreTarget open(Path path, TargetRequest request) throws IOException {
    return switch (FileKind.of(path)) {
      case BLOCK_DEVICE -> BlockDeviceTarget.open(path, request);
      case REGULAR_FILE ->
          switch (request.content()) {
            case REPLACED -> ReplacedFileTarget.open(path, request.sizeBytes(), files);
            case UPDATED -> UpdatedFileTarget.open(path, request.sizeBytes());
          };
      case NOTHING -> {
        checkMayBeCreated(path);
        yield ReplacedFileTarget.open(path, request.sizeBytes(), files);
      }
      case OTHER ->
          throw new ProviderException(
              path + " is neither a regular file nor a block device",
              "Name a file, which may be new, or a block device.");
    };
  }

  private static void checkMayBeCreated(Path path) throws ProviderException {
    if (path.startsWith(DEVICES)) {
      throw new ProviderException(
          "The device " + path + " does not exist",
          "Create the device first, or name a file outside of /dev.");
    }
    Path parent = path.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new ProviderException(
          "The directory " + parent + " does not exist",
          "Create the directory first, or name a file in another one.");
    }
  }

  private static Path followLinks(Path path) throws IOException {
    Path followed = path;
    for (int i = 0; Files.isSymbolicLink(followed); i++) {
      if (i == MOST_LINKS) {
        throw new ProviderException(
            path + " is a symbolic link that leads nowhere", "Remove it, or name another path.");
      }
      followed = followed.resolveSibling(Files.readSymbolicLink(followed)).normalize();
    }
    return followed;
  }

  private enum FileKind {
    NOTHING,
    REGULAR_FILE,
    BLOCK_DEVICE,
    OTHER;

    private static final int FORMAT_BITS = 0170000;
    private static final int REGULAR_BITS = 0100000;
    private static final int BLOCK_BITS = 0060000;

    static FileKind of(Path path) throws IOException {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return NOTHING;
      }
      int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      return switch (mode & FORMAT_BITS) {
        case REGULAR_BITS -> REGULAR_FILE;
        case BLOCK_BITS -> BLOCK_DEVICE;
        default -> OTHER;
      };
    }
  }
}
