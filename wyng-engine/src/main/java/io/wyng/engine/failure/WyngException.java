package io.wyng.engine.failure;

import io.wyng.spi.ProviderException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A failure explained to the operator: what failed, on what, why, and what to do about it.
 *
 * <p>Each kind of cause has its own exit status, so that scripts can tell them apart.
 */
public abstract sealed class WyngException extends RuntimeException
    permits UsageException,
        IncompleteException,
        DifferenceException,
        ArchiveException,
        LockedException,
        DestinationException,
        SourceException,
        LocalException,
        IntegrityException,
        PluginException {

  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * Describes the failure.
   *
   * @param message what failed, on what, and why; no full stop at the end
   * @param remedy what the operator can do, as a sentence; may be empty
   * @param cause what was thrown below, or null
   */
  protected WyngException(String message, String remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  /**
   * What the operator can do about it.
   *
   * @return a sentence, or the empty string
   */
  public final String remedy() {
    return remedy;
  }

  /**
   * The exit status of a command that ended with this failure.
   *
   * @return 1 to 59
   */
  public abstract int exitCode();

  /**
   * The words of a failure below, for the end of a message: without Java's names where the words
   * alone would do.
   *
   * @param cause what was thrown
   * @return why it failed
   */
  protected static String reason(IOException cause) {
    String message = cause.getMessage();
    if (cause instanceof ProviderException && message != null) {
      return message;
    }
    return switch (cause) {
      case java.nio.file.NoSuchFileException e -> e.getFile() + ": no such file or directory";
      case java.nio.file.AccessDeniedException e -> e.getFile() + ": permission denied";
      case java.nio.file.FileAlreadyExistsException e -> e.getFile() + ": exists already";
      case java.nio.file.NotDirectoryException e -> e.getFile() + ": not a directory";
      case java.nio.file.DirectoryNotEmptyException e -> e.getFile() + ": directory not empty";
      default -> message == null ? cause.getClass().getSimpleName() : message;
    };
  }

  /**
   * The remedy that a failure below names.
   *
   * @param cause what was thrown
   * @return its remedy, or the empty string
   */
  protected static String remedyOf(IOException cause) {
    return cause instanceof ProviderException explained ? explained.remedy() : "";
  }
}
