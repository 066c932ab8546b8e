package io.wyng.engine.format.chunkfile;

import io.wyng.engine.event.Event;
import io.wyng.engine.event.EventListener;
import io.wyng.engine.local.LocalStore;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.FileChange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The names that links have before they take the places of files.
 *
 * <p>Readers ignore them, so that the archive is valid at any time. But no other command would look
 * for them among millions of chunks; therefore they are noted on this machine, durably, before the
 * first of them is made, and the next command that finds the note takes them away.
 */
final class TemporaryLinks implements AutoCloseable {

  private final LocalStore local;
  private final RemoteStore remote;

  /** Must be closed, which takes away what was noted last and is still there. */
  TemporaryLinks(LocalStore local, RemoteStore remote) {
    this.local = local;
    this.remote = remote;
  }

  /** Whether a command left a note behind. */
  static boolean found(LocalStore local) {
    return local.exists(ArchiveLayout.LINKS_IN_PROCESS);
  }

  /** Takes away what a command that broke off left behind. */
  static void removeLeftovers(LocalStore local, RemoteStore remote, EventListener events) {
    if (found(local)) {
      new TemporaryLinks(local, remote).close();
      events.on(new Event.Notice("Tidied up after a deduplication that broke off"));
    }
  }

  /**
   * Notes the chunks that are to become links. Those noted before must be done with, durably.
   *
   * @param chunks their files
   */
  void note(List<ArchivePath> chunks) {
    String text = chunks.stream().map(ArchivePath::text).collect(Collectors.joining("\n"));
    local.replace(ArchiveLayout.LINKS_IN_PROCESS, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes away the links that did not take their places, and then the note. */
  @Override
  public void close() {
    byte[] note = local.read(ArchiveLayout.LINKS_IN_PROCESS).orElse(null);
    if (note != null) {
      List<FileChange> deletions =
          new String(note, StandardCharsets.UTF_8)
              .lines()
              .map(line -> ArchiveLayout.link(ArchivePath.of(line)))
              .<FileChange>map(FileChange.Delete::new)
              .toList();
      remote.apply(deletions.iterator());
      remote.sync();
      local.deleteTree(ArchiveLayout.LINKS_IN_PROCESS);
    }
  }
}
