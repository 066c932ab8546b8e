package org.example.backup.mvstore;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/** Turns what MVStore throws into what the operator can read. */
final class Failures {

  private Failures() {}

  static ProviderException explained(Path file, MVStoreException failure) {
    String reason = reason(failure);
    return switch (failure.getErrorCode()) {
      case DataUtils.ERROR_FILE_LOCKED ->
          new ProviderException(
              file + " is in use by another program",
              "Wait until that is done, or end it; then repeat the command.",
              failure);
      case DataUtils.ERROR_FILE_CORRUPT,
          DataUtils.ERROR_CHUNK_NOT_FOUND,
          DataUtils.ERROR_UNSUPPORTED_FORMAT ->
          new ProviderException(
              file + " is damaged, or is no MVStore file: " + reason,
              "Put it back from a copy, or give another file as the destination.",
              failure);
      default ->
          reason.contains("No space left on device")
              ? new DestinationFaultException(
                  DestinationFault.NO_SPACE,
                  "There is no space left for " + file,
                  "Free some space there, for instance by pruning old sessions.",
                  failure)
              : new ProviderException(
                  file + " cannot be read or written: " + reason,
                  "Look what the kernel says about the disk (dmesg), then repeat the command.",
                  failure);
    };
  }

  static ProviderException damaged(String what) {
    return new ProviderException(
        "The store is damaged: " + what, "Put its file back from a copy, if there is one.");
  }

  /** The words of the innermost cause: the system's, where it was the system that failed. */
  private static String reason(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
  }
}
