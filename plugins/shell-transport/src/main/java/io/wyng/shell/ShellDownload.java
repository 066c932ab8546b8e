package io.wyng.shell;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Takes the answers to what {@link FetchFeeder} asks for. */
final class ShellDownload implements Download {

  private final Shells shells;
  private final ArchiveSite site;
  private final RemoteShell shell;
  private final FetchFeeder feeder;
  private boolean failed;
  private boolean closed;

  ShellDownload(Shells shells, ArchiveSite site, Iterator<Extent> extents) throws IOException {
    this.shells = shells;
    this.site = site;
    this.shell = shells.take(Shells.Purpose.DOWNLOAD);
    this.feeder = new FetchFeeder(shell, extents);
  }

  @Override
  public long next(ByteBuffer target) throws IOException {
    FetchBatch batch =
        site.attempt("read files of", ArchivePath.ROOT, feeder::current)
            .orElseThrow(() -> new NoSuchElementException("All extents were taken"));
    long length = site.attempt("read", batch.nextPath(), () -> next(batch, target));
    if (batch.isTaken()) {
      feeder.taken();
    }
    return length;
  }

  private long next(FetchBatch batch, ByteBuffer target) throws IOException {
    boolean complete = false;
    try {
      long length = batch.next(shell, target);
      complete = true;
      return length;
    } finally {
      failed |= !complete;
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      feeder.stop();
      if (feeder.isIdle() && !failed) {
        shells.giveBack(Shells.Purpose.DOWNLOAD, shell);
      } else {
        shell.discard();
      }
      feeder.join();
    }
  }
}
