package io.wyng.source.file.linux;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why an operation on a file failed, in words for the operator. */
public final class FailureReason {

  private FailureReason() {}

  /**
   * The reason, with the name of the file as far as it is known.
   *
   * @param failure what was thrown
   * @return a phrase
   */
  public static String of(IOException failure) {
    return switch (failure) {
      case AccessDeniedException e -> e.getFile() + ": permission denied";
      case NoSuchFileException e -> e.getFile() + " does not exist";
      case FileSystemException e when e.getReason() == null ->
          e.getFile() + ": " + e.getClass().getSimpleName();
      default -> String.valueOf(failure.getMessage());
    };
  }

  /**
   * Whether a file system or a quota is exhausted. The JDK keeps nothing of that but the system's
   * words.
   *
   * @param failure what was thrown
   * @return true when space has to be freed
   */
  public static boolean isLackOfSpace(IOException failure) {
    if (failure instanceof SystemCallException e) {
      return e.isLackOfSpace();
    }
    String words = String.valueOf(failure.getMessage());
    return words.contains(LinuxCalls.describe(LinuxCalls.ENOSPC))
        || words.contains(LinuxCalls.describe(LinuxCalls.EDQUOT));
  }
}
