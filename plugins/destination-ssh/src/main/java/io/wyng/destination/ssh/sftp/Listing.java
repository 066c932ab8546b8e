package io.wyng.destination.ssh.sftp;

import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The entries of a directory, a few hundred at a time. */
final class Listing {

  /** A directory with more is none of ours, and a server may have no end of them. */
  private static final int MOST_ENTRIES = 2_000_000;

  private static final int REQUESTS_AT_ONCE = 8;

  private final Sftp sftp;
  private final String directory;
  private final Handle handle;
  private int seen;
  private boolean ended;

  private Listing(Sftp sftp, String directory, Handle handle) {
    this.sftp = sftp;
    this.directory = directory;
    this.handle = handle;
  }

  static CompletableFuture<Listing> open(Sftp sftp, String directory) {
    return sftp.openDirectory(directory).thenApply(handle -> new Listing(sftp, directory, handle));
  }

  String directory() {
    return directory;
  }

  boolean hasEnded() {
    return ended;
  }

  /** Asks for more entries; {@link #take} gets them. */
  List<CompletableFuture<Optional<List<Sftp.Entry>>>> ask() {
    List<CompletableFuture<Optional<List<Sftp.Entry>>>> answers = new ArrayList<>();
    for (int i = 0; i < REQUESTS_AT_ONCE; i++) {
      answers.add(sftp.readDirectory(handle));
    }
    return answers;
  }

  /** Waits for what was asked for; closes the directory at its end. */
  List<Sftp.Entry> take(List<CompletableFuture<Optional<List<Sftp.Entry>>>> answers)
      throws IOException {
    List<Sftp.Entry> entries = new ArrayList<>();
    for (CompletableFuture<Optional<List<Sftp.Entry>>> answer : answers) {
      Optional<List<Sftp.Entry>> some = Waiting.await(answer);
      ended |= some.isEmpty();
      some.ifPresent(entries::addAll);
    }
    seen += entries.size();
    if (seen > MOST_ENTRIES) {
      ended = true;
      Waiting.await(sftp.close(handle));
      throw new ProviderException(
          Paths.shown(directory) + " has more than " + MOST_ENTRIES + " entries",
          "It was not made by Wyng: move it away and repeat the command.");
    }
    if (ended) {
      var _ = sftp.close(handle); // what was read is read, whatever comes of it
    }
    return entries;
  }
}
