package org.example.backup.mvstore;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationStatus;
import io.wyng.spi.destination.DestinationStatus.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks whether a store can be used. */
final class Inspection {

  private final StoreFile store;
  private final Path directory;

  Inspection(StoreFile store) {
    this.store = store;
    this.directory = store.directory();
  }

  /** What was found. A store that is not there yet is no problem, a missing directory is. */
  DestinationStatus status() {
    if (!Files.isDirectory(directory)) {
      Problem missing =
          new Problem(
              "There is no directory " + directory + " for " + store,
              "Create or mount it, or correct the destination's address.");
      return new DestinationStatus(
          false, false, DestinationStatus.UNKNOWN, DestinationStatus.UNKNOWN, List.of(missing));
    }
    List<Problem> problems = problem().map(List::of).orElse(List.of());
    return new DestinationStatus(
        true, isWritable(), freeBytes(), DestinationStatus.UNKNOWN, problems);
  }

  private Optional<Problem> problem() {
    try {
      store.read(false, tree -> true);
    } catch (ProviderException e) {
      return Optional.of(Problem.of(e));
    } catch (IOException e) {
      return Optional.of(new Problem(String.valueOf(e.getMessage()), ""));
    }
    return isWritable()
        ? Optional.empty()
        : Optional.of(
            new Problem(
                store + " cannot be written to",
                "Run Wyng as a user who may, or mount the file system for writing.",
                DestinationFault.PERMISSION_DENIED));
  }

  private boolean isWritable() {
    return Files.isWritable(store.exists() ? store.path() : directory);
  }

  private long freeBytes() {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      return DestinationStatus.UNKNOWN; // whoever writes will be told
    }
  }
}
