package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ArchivePlace;
import io.wyng.engine.event.Event;
import io.wyng.engine.event.EventListener;
import io.wyng.engine.failure.WyngException;
import io.wyng.engine.format.ArchiveStore;
import io.wyng.engine.local.LocalStore;

/**
 * Opens an archive of which this machine has no trusted copy, for reading. Its metadata is fetched
 * into a directory that exists as long as the archive is open: the manifests of sessions by {@link
 * ArchiveStore#compareMetadata}, because only what is read whole needs them, all the rest at once.
 */
public final class ArchiveFetch {

  private ArchiveFetch() {}

  /**
   * Opens an archive.
   *
   * @param place where it is
   * @param copy an empty directory, which is removed when the archive is closed; when it cannot be
   *     opened, the caller removes it
   * @param destinations opens the destination
   * @param events told when somebody else has not finished changing the archive
   * @return the archive
   * @throws WyngException when there is none, or it is damaged
   */
  public static ArchiveStore open(
      ArchivePlace place, LocalStore copy, Destinations destinations, EventListener events) {
    RemoteStore remote =
        new RemoteStore(
            destinations.open(place.destination(), ArchiveLayout.root(place.subdirectory())),
            place.destination());
    ForeignMetadata foreign = new ForeignMetadata(copy, remote);
    try {
      foreign.fetchSettings(destinations, place);
      foreign.inProcess().ifPresent(operation -> events.on(unfinished(remote, operation)));
      ChunkFileArchive archive = new ChunkFileArchive(copy, destinations, remote, foreign);
      foreign.fetchSessions(archive.settings());
      return archive;
    } catch (RuntimeException | Error e) {
      closeAfter(e, remote);
      throw e;
    }
  }

  private static void closeAfter(Throwable failure, RemoteStore remote) {
    try {
      remote.close();
    } catch (WyngException e) {
      failure.addSuppressed(e);
    }
  }

  private static Event unfinished(RemoteStore remote, String operation) {
    return new Event.Warning(
        "Somebody else has begun to change the archive at " + remote.address() + ": " + operation,
        "What is read may be between two states. If it seems damaged, finish that first.");
  }
}
