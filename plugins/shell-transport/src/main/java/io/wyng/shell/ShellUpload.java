package io.wyng.shell;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes files as a tar stream that the far side unpacks, and links in batches behind them. Nothing
 * waits for an answer before the end, unless the far side complains.
 */
final class ShellUpload implements Upload {

  /** Answers are short, but somebody has to take them. */
  private static final int MOST_UNANSWERED = 32;

  private static final int COPY_BYTES = 64 << 10;

  private final Shells shells;
  private final ArchiveSite site;
  private final RemoteShell shell;
  private final boolean linksPossible;
  private final FrameStream frames;
  private final LinkBatch links = new LinkBatch();
  private final CheckedFolders folders = new CheckedFolders();
  private final CheckedFolders foldersOfLinks = new CheckedFolders();
  private final CheckedFolders foldersOfExisting = new CheckedFolders();
  private @Nullable TarArchiveOutputStream tar;
  private int unanswered;
  private boolean talkative;
  private boolean finished;
  private boolean closed;

  /** An upload through a shell that was taken for it, and is given back in the end. */
  ShellUpload(Shells shells, RemoteShell shell, ArchiveSite site, boolean linksPossible) {
    this.shells = shells;
    this.site = site;
    this.linksPossible = linksPossible;
    this.shell = shell;
    this.frames = new FrameStream(shell);
  }

  @Override
  public void put(ArchivePath path, ByteBuffer content) throws IOException {
    site.attempt(
        "write",
        path,
        () -> {
          TarArchiveOutputStream open = begin(path, content.remaining());
          ByteBuffer rest = content.duplicate();
          byte[] copy = new byte[Math.min(COPY_BYTES, rest.remaining())];
          while (rest.hasRemaining()) {
            int count = Math.min(copy.length, rest.remaining());
            rest.get(copy, 0, count);
            open.write(copy, 0, count);
          }
          open.closeArchiveEntry();
          return true;
        });
  }

  @Override
  public void put(ArchivePath path, long length, InputStream content) throws IOException {
    site.attempt(
        "write",
        path,
        () -> {
          TarArchiveOutputStream open = begin(path, length);
          copy(path, length, content, open);
          open.closeArchiveEntry();
          return true;
        });
  }

  private void copy(ArchivePath path, long length, InputStream content, TarArchiveOutputStream open)
      throws IOException {
    byte[] bytes = new byte[COPY_BYTES];
    long copied = 0;
    for (int count; (count = content.read(bytes)) >= 0; copied += count) {
      if (copied + count > length) {
        throw wrongLength(path, "more than", length);
      }
      open.write(bytes, 0, count);
    }
    if (copied < length) {
      throw wrongLength(path, "only " + copied + " of", length);
    }
  }

  private ProviderException wrongLength(ArchivePath path, String what, long length) {
    return new ProviderException(
        "The content for "
            + site.describe(path)
            + " has "
            + what
            + " the "
            + length
            + " bytes it should have",
        "Something changed it meanwhile: repeat the command.");
  }

  private TarArchiveOutputStream begin(ArchivePath path, long length) throws IOException {
    finished = false;
    if (!talkative && tar != null && shell.hasWords()) {
      heedWords();
    }
    if (links.touches(path)) {
      sendLinks();
    }
    TarArchiveOutputStream open = tar;
    if (open == null) {
      shell.send("files");
      open = TarMembers.open(frames);
      tar = open;
    }
    for (ArchivePath folder : folders.uncheckedAbove(path)) {
      frames.announce(CheckedFolders.line(folder, path));
    }
    open.putArchiveEntry(TarMembers.file(path, length));
    return open;
  }

  /**
   * The far side complains while it unpacks: perhaps its disk is full, and it is in vain to send
   * more. When it was nothing serious, later complaints are left for the end.
   */
  private void heedWords() throws IOException {
    talkative = true;
    endTar();
    takeAnswers();
  }

  @Override
  public boolean link(ArchivePath path, ArchivePath existing) throws IOException {
    if (!linksPossible) {
      return false;
    }
    if (path.equals(existing)) {
      return true;
    }
    return site.attempt(
        "write",
        path,
        () -> {
          finished = false;
          if (links.isFull() || links.touches(path)) {
            sendLinks();
          }
          links.add(
              path,
              // What the files need is sent before the links; the other way round it is not.
              without(foldersOfLinks.uncheckedAbove(path), folders),
              existing,
              without(foldersOfExisting.uncheckedAbove(existing), folders));
          return true;
        });
  }

  private static List<ArchivePath> without(List<ArchivePath> wanted, CheckedFolders checked) {
    return wanted.stream().filter(folder -> !checked.contains(folder)).toList();
  }

  private void sendLinks() throws IOException {
    endTar();
    if (!links.isEmpty()) {
      unanswered++;
      links.send(shell);
    }
    if (unanswered >= MOST_UNANSWERED) {
      takeAnswers();
    }
  }

  private void endTar() throws IOException {
    if (tar != null) {
      tar.finish();
      tar = null;
      endFrames();
    }
  }

  private void endFrames() throws IOException {
    frames.send();
    unanswered++;
    shell.send("done");
  }

  private void takeAnswers() throws IOException {
    while (unanswered > 0) {
      unanswered--;
      shell.expectOk();
    }
  }

  /** Sends what was put together so far, so that the far side may do it before it is waited for. */
  void flush() throws IOException {
    site.attempt(
        "write to",
        ArchivePath.ROOT,
        () -> {
          sendLinks();
          return true;
        });
  }

  @Override
  public void finish() throws IOException {
    site.attempt(
        "write to",
        ArchivePath.ROOT,
        () -> {
          sendLinks();
          takeAnswers();
          finished = true;
          return true;
        });
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      if (!finished && !shell.isBroken()) {
        abandon();
      }
      shells.giveBack(Shells.Purpose.UPLOAD, shell);
    }
  }

  /** Waits until the far side has stopped writing: the next upload may write the same files. */
  private void abandon() throws IOException {
    try {
      if (tar != null) {
        tar = null;
        frames.forget();
        endFrames();
      }
      while (unanswered > 0) {
        unanswered--;
        awaitAnyOutcome();
      }
    } catch (ShellFailure e) {
      shell.discard(); // nobody waits for these files any more
    }
  }

  private void awaitAnyOutcome() throws IOException {
    try {
      shell.expectOk();
    } catch (ShellFailure e) {
      if (shell.isBroken()) {
        throw e;
      }
    }
  }
}
