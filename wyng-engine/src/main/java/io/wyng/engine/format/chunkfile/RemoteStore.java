package io.wyng.engine.format.chunkfile;

import io.wyng.engine.failure.DestinationException;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.engine.local.LocalStore;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.DestinationCapability;
import io.wyng.spi.destination.DestinationStatus;
import io.wyng.spi.destination.DirectoryEntry;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import io.wyng.spi.destination.FileChange;
import io.wyng.spi.destination.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The destination as the format uses it. Every failure is a {@link DestinationException} that names
 * the step, the file and the destination.
 */
final class RemoteStore implements AutoCloseable {

  private static final int MAX_SMALL_FILE_BYTES = 16 << 20;

  private final Destination destination;
  private final DestinationAddress address;

  RemoteStore(Destination destination, DestinationAddress address) {
    this.destination = destination;
    this.address = address;
  }

  /** Where the archive is, for messages. */
  DestinationAddress address() {
    return address;
  }

  String transport() {
    return destination.transport();
  }

  DestinationStatus probe() {
    return destination.probe();
  }

  Optional<byte[]> read(ArchivePath path) {
    return attempt("Reading", path, () -> destination.read(path, MAX_SMALL_FILE_BYTES));
  }

  void replace(ArchivePath path, byte[] content) {
    perform("Writing", path, () -> destination.replace(path, content));
  }

  void deleteTree(ArchivePath path) {
    perform("Deleting", path, () -> destination.deleteTree(path));
  }

  void rename(ArchivePath from, ArchivePath to) {
    perform("Renaming", from, () -> destination.rename(from, to));
  }

  void sync() {
    perform("Making durable", ArchiveLayout.TREE, destination::sync);
  }

  Map<ArchivePath, String> digests(Collection<ArchivePath> paths) {
    return attempt("Reading metadata in", ArchiveLayout.TREE, () -> destination.digests(paths));
  }

  /** SHA-256 of files with stored chunks. */
  Map<ArchivePath, String> chunkDigests(Collection<ArchivePath> paths) {
    return attempt("Reading chunks in", ArchiveLayout.TREE, () -> destination.digests(paths));
  }

  void apply(Iterator<FileChange> changes) {
    perform("Changing files in", ArchiveLayout.TREE, () -> destination.apply(changes));
  }

  Set<DestinationCapability> capabilities() {
    return attempt("Trying what can be done in", ArchiveLayout.TREE, destination::capabilities);
  }

  Upload openUpload() {
    return attempt("Writing to", ArchiveLayout.TREE, destination::openUpload);
  }

  Download fetch(Iterator<Extent> extents) {
    return attempt("Reading from", ArchiveLayout.TREE, () -> destination.fetch(extents));
  }

  void apply(ArchivePath directory, Iterator<FileChange> changes) {
    perform("Moving chunks in", directory, () -> destination.apply(changes));
  }

  /** Copies files of this machine, given with their paths at the destination. Not durable yet. */
  void upload(LocalStore local, Map<ArchivePath, ArchivePath> files) {
    perform(
        "Writing to",
        ArchiveLayout.TREE,
        () -> {
          try (Upload upload = destination.openUpload()) {
            for (Map.Entry<ArchivePath, ArchivePath> file : files.entrySet()) {
              try (InputStream content = local.open(file.getKey())) {
                upload.put(file.getValue(), local.size(file.getKey()), content);
              }
            }
            upload.finish();
          }
        });
  }

  /**
   * Whether something bears a name that no program of ours can have given to a directory or link.
   */
  boolean isNoRegularFile(ArchivePath path) {
    return entries(path.parent()).stream()
        .anyMatch(e -> e.name().equals(path.name()) && e.kind() != DirectoryEntry.Kind.FILE);
  }

  List<String> list(ArchivePath directory) {
    return entries(directory).stream().map(DirectoryEntry::name).toList();
  }

  List<DirectoryEntry> entries(ArchivePath directory) {
    return attempt("Listing", directory, () -> destination.list(directory));
  }

  /** What to call a file in messages. */
  String describe(ArchivePath path) {
    return path + " at the destination " + address;
  }

  /** A file is not what it should be. */
  IntegrityException damaged(ArchivePath path, String how, @Nullable Throwable cause) {
    return new IntegrityException(
        describe(path) + " is damaged: " + how,
        "Put it back from a copy of the archive's metadata, if there is one.",
        cause);
  }

  /** A step that may fail. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  /** A step that may fail and has a result. */
  @FunctionalInterface
  interface Question<T> {
    T ask() throws IOException;
  }

  void perform(String what, ArchivePath path, Step step) {
    attempt(
        what,
        path,
        () -> {
          step.run();
          return true;
        });
  }

  <T> T attempt(String what, ArchivePath path, Question<T> question) {
    try {
      return question.ask();
    } catch (IOException e) {
      throw new DestinationException(
          what + " " + path + " at the destination " + address + " failed", e);
    }
  }

  @Override
  public void close() {
    perform("Leaving", ArchiveLayout.TREE, destination::close);
  }
}
