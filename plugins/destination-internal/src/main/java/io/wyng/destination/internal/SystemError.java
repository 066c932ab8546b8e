package io.wyng.destination.internal;

import io.wyng.spi.destination.DestinationFault;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The errors of Linux for which there is a remedy. The JDK reports them by their text only, so they
 * are recognised by the text that the system has for their number.
 */
enum SystemError {
  EPERM(
      1,
      DestinationFault.PERMISSION_DENIED,
      "Give Wyng the rights that this needs, usually by running it as root."),
  EIO(5, "The disk or the network behind it reports an error: look at dmesg and check the disk."),
  EACCES(
      13,
      DestinationFault.PERMISSION_DENIED,
      "Run Wyng as a user who may do that, usually root, or change the permissions there."),
  EXDEV(18, "Do not mount another file system inside the archive's directory."),
  ENODEV(19, "The file system is gone: mount it again and repeat the command."),
  EMFILE(24, "Raise the limit of open files (ulimit -n) and repeat the command."),
  ENOSPC(
      28,
      DestinationFault.NO_SPACE,
      "Free some space there, for instance by pruning old sessions, and repeat the command."),
  EROFS(
      30,
      DestinationFault.PERMISSION_DENIED,
      "Mount the file system writable (mount -o remount,rw) and repeat the command."),
  EMLINK(31, ""),
  ENAMETOOLONG(36, "Choose a shorter name, or a directory whose path is shorter."),
  ENOSYS(38, ""),
  EOPNOTSUPP(95, ""),
  ENOTCONN(107, "The file system is gone: mount it again and repeat the command."),
  ESTALE(116, "The server of this file system has lost it: mount it again and repeat the command."),
  EDQUOT(
      122,
      DestinationFault.NO_SPACE,
      "Raise the disk quota there, or free some space, and repeat the command.");

  private final String text;
  private final @Nullable DestinationFault fault;
  private final String remedy;

  SystemError(int errno, String remedy) {
    this(errno, null, remedy);
  }

  SystemError(int errno, @Nullable DestinationFault fault, String remedy) {
    this.fault = fault;
    this.text = SystemCalls.errorText(errno);
    this.remedy = remedy;
  }

  /** The system's words. */
  String text() {
    return text;
  }

  /** The well-known reason that it is, if it is one. */
  @Nullable DestinationFault fault() {
    return fault;
  }

  /** What the operator can do, as one sentence; may be empty. */
  String remedy() {
    return remedy;
  }

  /** The error behind an exception of the JDK. */
  static Optional<SystemError> behind(IOException exception) {
    if (exception instanceof AccessDeniedException) {
      return Optional.of(EACCES);
    }
    String reason =
        exception instanceof FileSystemException f ? f.getReason() : exception.getMessage();
    for (SystemError error : values()) {
      if (reason != null && reason.startsWith(error.text)) {
        return Optional.of(error);
      }
    }
    return Optional.empty();
  }
}
