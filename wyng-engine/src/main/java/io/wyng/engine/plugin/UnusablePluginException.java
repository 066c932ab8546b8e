package io.wyng.engine.plugin;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Ends the loading of one plugin, or of one plugin directory, and of nothing else. */
final class UnusablePluginException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient PluginProblem problem;

  UnusablePluginException(Path unit, String message, String remedy) {
    this(unit, message, remedy, null);
  }

  UnusablePluginException(Path unit, String message, String remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.problem = new PluginProblem(unit, message, remedy, cause);
  }

  PluginProblem problem() {
    return problem;
  }

  /** The reason in words, without Java's names where the words alone would do. */
  static String reason(Throwable thrown) {
    return switch (thrown) {
      case NoSuchFileException e -> e.getFile() + " does not exist";
      case AccessDeniedException e -> "permission denied for " + e.getFile();
      case NotDirectoryException e -> e.getFile() + " is no directory";
      case FileSystemException e when e.getReason() != null -> e.getReason() + ": " + e.getFile();
      default -> thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    };
  }
}
