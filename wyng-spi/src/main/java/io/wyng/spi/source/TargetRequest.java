package io.wyng.spi.source;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of a restore target.
 *
 * @param path the absolute path
 * @param sizeBytes the size that the target must have in the end, at least 1
 * @param sourceLocation the {@code --local} location in force, so that storage which creates
 *     volumes knows where; null when there is none
 * @param content what becomes of the target's present content
 */
public record TargetRequest(
    String path, long sizeBytes, @Nullable String sourceLocation, Content content) {

  /** What becomes of the target's present content. */
  public enum Content {
    /**
     * Every byte will be written or zeroed through the target, so the provider may discard the
     * present content at once.
     */
    REPLACED,
    /** Only differences will be written: the present content stays as it is. */
    UPDATED
  }

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException when the size is not positive
   */
  public TargetRequest {
    if (sizeBytes < 1) {
      throw new IllegalArgumentException("A target of " + sizeBytes + " bytes");
    }
  }
}
