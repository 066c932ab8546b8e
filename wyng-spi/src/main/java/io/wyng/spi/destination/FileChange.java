package io.wyng.spi.destination;

/** A change to make with {@link Destination#apply}. */
public sealed interface FileChange {

  /**
   * Moves a file; one at the new path is replaced, missing directories are created. The old name is
   * gone afterwards, also when both were names of one file.
   *
   * @param from the file; when it does not exist the change counts as made
   * @param to its new path
   */
  record Move(ArchivePath from, ArchivePath to) implements FileChange {}

  /**
   * Deletes a file.
   *
   * @param path the file; when it does not exist the change counts as made
   */
  record Delete(ArchivePath path) implements FileChange {}
}
