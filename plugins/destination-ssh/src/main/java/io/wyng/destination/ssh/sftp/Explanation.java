package io.wyng.destination.ssh.sftp;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Turns what a server answers into what the operator can read. Servers say "Failure" for nearly
 * everything, so the state of the file system is asked for, which waits for an answer.
 */
final class Explanation {

  /** A file system with less has no space for a chunk. */
  private static final long NO_SPACE_BYTES = 1 << 20;

  private final SftpLink link;
  private final Sftp sftp;
  private final List<String> places;

  /**
   * Explains failures.
   *
   * @param places paths whose file system the archive lies on; the first that is there counts
   */
  Explanation(SftpLink link, Sftp sftp, List<String> places) {
    this.link = link;
    this.sftp = sftp;
    this.places = places;
  }

  /**
   * Explains a failure.
   *
   * @param action the verb: what was attempted
   * @param path on what
   * @param cause why it failed; what explains itself already is returned as it is
   */
  IOException of(String action, String path, Throwable cause) {
    String attempt = action + " " + Paths.shown(path);
    return switch (Waiting.unwrapped(cause)) {
      case ProviderException e -> e;
      case LostException e -> lost(attempt, e);
      case StatusException e -> refused("Cannot " + attempt + " on " + link.farSide() + ": ", e);
      case IOException e -> new IOException("Cannot " + attempt + ": " + e.getMessage(), e);
    };
  }

  private DestinationFaultException lost(String attempt, LostException cause) {
    if (!link.isOpen()) {
      return link.lost("in the attempt to " + attempt);
    }
    return new DestinationFaultException(
        DestinationFault.CONNECTION_LOST,
        "The connection to "
            + link.farSide()
            + " broke in the attempt to "
            + attempt
            + ": "
            + cause.getMessage(),
        "Look into the log of the server, and repeat the command: it goes on where it was.",
        cause);
  }

  private ProviderException refused(String what, StatusException cause) {
    return switch (cause.code()) {
      case StatusException.NO_SUCH_FILE ->
          new ProviderException(what + "no such file or directory", "", cause);
      case StatusException.PERMISSION_DENIED ->
          fault(
              DestinationFault.PERMISSION_DENIED,
              what + "permission denied for the user " + link.user(),
              "Log in as a user who may do that, or change the permissions over there.",
              cause);
      case StatusException.UNSUPPORTED ->
          new ProviderException(
              what + "the SFTP server cannot do that (" + cause.getMessage() + ")",
              "Use an OpenSSH server, or allow the user a shell.",
              cause);
      default -> failed(what, cause);
    };
  }

  /** The one answer that stands for everything else: a full disk above all. */
  private ProviderException failed(String what, StatusException cause) {
    Space space = space().orElse(null);
    if (space != null && space.isReadOnly()) {
      return fault(
          DestinationFault.PERMISSION_DENIED,
          what + "the file system is mounted read-only",
          "Mount it writable (mount -o remount,rw) and repeat the command.",
          cause);
    }
    if (space != null && space.freeBytes() >= 0 && space.freeBytes() < NO_SPACE_BYTES) {
      return fault(
          DestinationFault.NO_SPACE,
          what + "no space is left there",
          "Free some space there, for instance by pruning old sessions, and repeat the command.",
          cause);
    }
    if (space != null && space.freeFiles() == 0) {
      return fault(
          DestinationFault.NO_SPACE,
          what + "no inodes are left there",
          "Free some inodes there (df -i), for instance by pruning old sessions, and repeat the"
              + " command.",
          cause);
    }
    return new ProviderException(
        what + "the server says \"" + cause.getMessage() + "\" and no more",
        "Look at the quota and the permissions over there, and into the log of its ssh server.",
        cause);
  }

  private Optional<Space> space() {
    try {
      Optional<Space> found = Optional.empty();
      for (String place : places) {
        found = found.isPresent() ? found : Waiting.await(sftp.space(place));
      }
      return found;
    } catch (IOException e) {
      return Optional.empty(); // then it cannot be told apart
    }
  }

  private static DestinationFaultException fault(
      DestinationFault fault, String message, String remedy, IOException cause) {
    return new DestinationFaultException(fault, message, remedy, cause);
  }
}
