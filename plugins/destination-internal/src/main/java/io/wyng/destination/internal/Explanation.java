package io.wyng.destination.internal;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.DestinationFaultException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Turns what the JDK throws into what the operator can read: what failed, on what, why, what to do.
 */
final class Explanation {

  private static final String NO_MORE_FILES =
      "Free some inodes there (df -i), for instance by pruning old sessions, or use a file system"
          + " with more of them, and repeat the command.";

  private Explanation() {}

  /**
   * Explains a failure.
   *
   * @param action the verb: what was attempted
   * @param path on what
   * @param cause why it failed; what explains itself already is returned as it is
   */
  static ProviderException of(String action, Path path, IOException cause) {
    if (cause instanceof ProviderException explained) {
      return explained;
    }
    String message = "Cannot " + action + " " + path + ": " + reason(cause);
    SystemError error = SystemError.behind(cause).orElse(null);
    if (error == null) {
      return new ProviderException(message, "", cause);
    }
    String remedy = outOfFiles(error, path) ? NO_MORE_FILES : error.remedy();
    return error.fault() == null
        ? new ProviderException(message, remedy, cause)
        : new DestinationFaultException(error.fault(), message, remedy, cause);
  }

  /** Why something failed, in the system's words. */
  static String reason(IOException cause) {
    return switch (cause) {
      case NoSuchFileException e -> "no such file or directory";
      case AccessDeniedException e -> SystemError.EACCES.text();
      case FileAlreadyExistsException e -> "something of that name is there already";
      case DirectoryNotEmptyException e -> "the directory is not empty";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    };
  }

  /** Whether it is not bytes but inodes that are lacking: the system has one error for both. */
  private static boolean outOfFiles(SystemError error, Path path) {
    if (error != SystemError.ENOSPC) {
      return false;
    }
    Path place = path;
    while (place != null && !Files.exists(place)) {
      place = place.getParent();
    }
    try {
      return place != null && FileSystemSpace.of(place).freeFiles() == 0;
    } catch (IOException e) {
      return false; // the remedy for bytes helps in both cases
    }
  }
}
