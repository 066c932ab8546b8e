package io.wyng.engine.operation;

import io.wyng.engine.archive.ArchivePlace;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.LocalException;
import io.wyng.engine.failure.UsageException;
import io.wyng.engine.format.ArchiveStore;
import io.wyng.engine.format.chunkfile.ArchiveFetch;
import io.wyng.engine.format.chunkfile.ArchiveImport;
import io.wyng.engine.local.ArchiveLock;
import io.wyng.engine.local.LocalStore;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.DestinationAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The way to an archive that is not configured on this machine. There is no trusted copy of its
 * metadata to compare with; the user is told so, and has to agree.
 */
final class ForeignAccess {

  private final OperationContext context;
  private final ForeignArchive archive;
  private final ArchivePlace place;

  /**
   * Understands what the user named.
   *
   * @throws UsageException when it makes no sense
   */
  ForeignAccess(OperationContext context, ForeignArchive archive) {
    this.context = context;
    this.archive = archive;
    DestinationAddress address =
        InitializeArchive.parse(() -> DestinationAddress.parse(archive.destination()));
    context.plugins().destinationFor(address.scheme());
    this.place =
        new ArchivePlace(
            address,
            InitializeArchive.subdirectory(archive.subdirectory()),
            location(archive.location()));
  }

  private @Nullable String location(@Nullable String location) {
    if (location == null) {
      return null;
    }
    context.plugins().sourceFor(location);
    return InitializeArchive.location(location);
  }

  /** Opens the archive for reading. Closing it removes all that was fetched for that. */
  ArchiveStore open() {
    askForTrust();
    LocalStore copy = new LocalStore(temporaryDirectory(), context.files());
    try {
      return ArchiveFetch.open(
          place,
          copy,
          (address, root) -> OpenArchive.openDestination(context, address, root),
          context.events());
    } catch (RuntimeException | Error e) {
      removeAfter(e, copy);
      throw e;
    }
  }

  private static void removeAfter(Throwable failure, LocalStore copy) {
    try {
      copy.deleteTree(ArchivePath.ROOT);
    } catch (LocalException e) {
      failure.addSuppressed(e);
    }
  }

  /** Makes the archive the one that this machine knows. */
  void importIt() {
    LocalStore local = new LocalStore(context.metaDirectory(), context.files());
    ArchiveImport.checkNothingIsThere(local);
    askForTrust();
    local.createDirectories(ArchivePath.ROOT);
    ArchiveLock lock =
        ArchiveLock.acquire(context.metaDirectory(), ArchiveLock.Mode.WRITE, context.command());
    try {
      ArchiveImport.run(
          place, local, (address, root) -> OpenArchive.openDestination(context, address, root));
    } finally {
      lock.close();
    }
  }

  private void askForTrust() {
    String where =
        place.destination()
            + (place.subdirectory().equals(".") ? "" : ", subdirectory " + place.subdirectory());
    context
        .events()
        .on(
            new Event.Warning(
                "This machine has no copy of the metadata of the archive at " + where,
                "It cannot tell whether somebody has altered the archive there; that it is whole"
                    + " is checked."));
    if (!context.confirmation().confirm("Trust the archive at " + where + " as it is?")) {
      throw new UsageException(
          "Nobody agreed to trust the archive at " + where + " without a copy of its metadata",
          "Say yes when asked, or give -u (--unattended) to trust it without being asked.");
    }
  }

  /** Readable by nobody else: metadata tells much about volumes. */
  private Path temporaryDirectory() {
    try {
      return Files.createTempDirectory(archive.temporaryDirectory(), "wyng-from-");
    } catch (IOException e) {
      throw new LocalException(
          "A directory for the archive's metadata cannot be made in "
              + archive.temporaryDirectory(),
          e);
    }
  }
}
