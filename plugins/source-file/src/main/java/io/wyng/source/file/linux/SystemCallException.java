package io.wyng.source.file.linux;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A system call that failed, with the system's own words and its error number. */
public final class SystemCallException extends FileSystemException {

  private static final long serialVersionUID = 1L;

  private final int error;

  SystemCallException(Path path, String call, int error) {
    super(path.toString(), null, call + ": " + LinuxCalls.describe(error));
    this.error = error;
  }

  /**
   * Whether a device is claimed by somebody else.
   *
   * @return true when the system said "busy"
   */
  public boolean isBusy() {
    return error == LinuxCalls.EBUSY;
  }

  boolean isLackOfSpace() {
    return error == LinuxCalls.ENOSPC || error == LinuxCalls.EDQUOT;
  }
}
