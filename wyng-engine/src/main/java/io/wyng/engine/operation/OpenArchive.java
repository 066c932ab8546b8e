package io.wyng.engine.operation;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.failure.DestinationException;
import io.wyng.engine.failure.SourceException;
import io.wyng.engine.failure.UsageException;
import io.wyng.engine.format.ArchiveStore;
import io.wyng.engine.format.Unfinished;
import io.wyng.engine.format.VolumeSnapshots;
import io.wyng.engine.format.chunkfile.ArchiveCreation;
import io.wyng.engine.format.chunkfile.ChunkFileArchive;
import io.wyng.engine.format.chunkfile.NoArchive;
import io.wyng.engine.local.ArchiveLock;
import io.wyng.engine.local.LocalStore;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.DestinationStatus;
import io.wyng.spi.hash.HashProvider;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.nio.file.Files;

/** The archive of a command: lock, local metadata, format and plugins joined. */
final class OpenArchive implements AutoCloseable {

  /** What a command needs. */
  enum Access {
    /** Look at what this machine knows. */
    LOCAL_READ,
    /** Change what this machine knows. */
    LOCAL_WRITE,
    /** Read what the destination holds. */
    READ,
    /** Read what the destination holds, and change what this machine knows. */
    COMPARE,
    /** Change what the destination holds. */
    WRITE,
    /** Delete all of it, finished or not. */
    DELETE
  }

  private final OperationContext context;
  private ArchiveLock lock;
  private ArchiveStore store;
  private long freeFiles = DestinationStatus.UNKNOWN;

  private OpenArchive(OperationContext context, ArchiveLock lock, ArchiveStore store) {
    this.context = context;
    this.lock = lock;
    this.store = store;
  }

  /**
   * Opens the archive, and finishes or undoes first what broke off, when the destination is needed
   * anyway.
   */
  static OpenArchive open(OperationContext context, Access access) {
    if (context.foreign() != null) {
      return openForeign(context, context.foreign(), access);
    }
    if (!Files.isDirectory(context.metaDirectory())) {
      throw NoArchive.configuredIn(localStore(context));
    }
    ArchiveLock.Mode mode =
        switch (access) {
          case LOCAL_READ, READ -> ArchiveLock.Mode.READ;
          case LOCAL_WRITE, COMPARE, WRITE, DELETE -> ArchiveLock.Mode.WRITE;
        };
    ArchiveLock lock = lock(context, mode);
    OpenArchive archive;
    try {
      archive = new OpenArchive(context, lock, openStore(context));
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
    try {
      archive.contact(access);
      return archive;
    } catch (RuntimeException | Error e) {
      archive.closeAfter(e);
      throw e;
    }
  }

  /** An archive that this machine does not know is only looked at, and needs no lock of ours. */
  private static OpenArchive openForeign(
      OperationContext context, ForeignArchive foreign, Access access) {
    return switch (access) {
      case LOCAL_READ, READ ->
          new OpenArchive(context, ArchiveLock.none(), new ForeignAccess(context, foreign).open());
      case LOCAL_WRITE, COMPARE, WRITE, DELETE ->
          throw new UsageException(
              "An archive that is named with --from is only read",
              "Import it with: wyng arch-init --from=" + foreign.destination());
    };
  }

  private void contact(Access access) {
    switch (access) {
      case LOCAL_READ -> store.unfinished().ifPresent(this::warn);
      case LOCAL_WRITE -> store.unfinished().filter(Unfinished::ofVolumes).ifPresent(this::refuse);
      case DELETE -> store.checkDeletable();
      case READ -> contactForReading();
      case COMPARE -> {
        if (store.checkDestination(false).writable() && store.needsRecovery()) {
          store.recover(context.events(), snapshots());
        }
      }
      case WRITE -> {
        DestinationStatus status = store.checkDestination(true);
        tellTransport();
        freeFiles = status.freeFiles();
        warn(status);
        if (store.needsRecovery()) {
          store.recover(context.events(), snapshots());
        }
      }
    }
  }

  private void tellTransport() {
    String transport = store.transport();
    if (!transport.isEmpty()) {
      String destination = settings().destination().toString();
      context
          .events()
          .on(new Event.Notice("The destination " + destination + " is used by " + transport));
    }
  }

  private void warn(Unfinished change) {
    context
        .events()
        .on(
            new Event.Warning(
                change.description() + " broke off and is not finished",
                "The next command that uses the destination finishes it or takes it back."));
  }

  private void refuse(Unfinished change) {
    throw new ArchiveException(
        change.description() + " broke off and is not finished",
        "The next command that uses the destination, such as send or verify, finishes it or takes"
            + " it back, if the destination can be written. Run this command again then.");
  }

  /** The snapshots of the archive's volumes, which follow what is done to the archive. */
  VolumeSnapshots snapshots() {
    return new SourceSnapshots(context, settings());
  }

  /**
   * A reader that finds something broken off becomes a writer for as long as it takes to mend it.
   */
  private void contactForReading() {
    DestinationStatus status = store.checkDestination(false);
    if (store.needsRecovery() && status.writable()) {
      relock(ArchiveLock.Mode.WRITE);
      store.recover(context.events(), snapshots());
      relock(ArchiveLock.Mode.READ);
    } else {
      store.unfinished().ifPresent(this::refuse);
    }
  }

  private void relock(ArchiveLock.Mode mode) {
    lock.close();
    lock = lock(context, mode);
    store.close();
    store = openStore(context);
  }

  private void warn(DestinationStatus status) {
    for (DestinationStatus.Problem problem : status.problems()) {
      context.events().on(new Event.Warning(problem.message(), problem.remedy()));
    }
  }

  private static ArchiveLock lock(OperationContext context, ArchiveLock.Mode mode) {
    return ArchiveLock.acquire(context.metaDirectory(), mode, context.command());
  }

  /** Makes a new archive. */
  static void create(OperationContext context, ArchiveSettings settings) {
    LocalStore local = localStore(context);
    local.createDirectories(ArchivePath.ROOT);
    ArchiveLock lock = lock(context, ArchiveLock.Mode.WRITE);
    try {
      ArchiveCreation.create(
          settings,
          local,
          openDestination(context, settings.destination(), ChunkFileArchive.root(settings)));
    } finally {
      lock.close();
    }
  }

  private static ArchiveStore openStore(OperationContext context) {
    return new ChunkFileArchive(
        localStore(context), (address, root) -> openDestination(context, address, root));
  }

  private static LocalStore localStore(OperationContext context) {
    return new LocalStore(context.metaDirectory(), context.files());
  }

  static Destination openDestination(
      OperationContext context, DestinationAddress address, ArchivePath root) {
    try {
      Destination destination =
          context
              .plugins()
              .destinationFor(address.scheme())
              .open(address, root, context.operator());
      TransferLimit limit = context.transferLimit();
      return limit == null ? destination : new PacedDestination(destination, limit);
    } catch (IOException e) {
      throw new DestinationException("The destination " + address + " cannot be used", e);
    }
  }

  /** Removes the archive's own directory at the destination, when its content is deleted. */
  void removeDirectory() {
    ArchivePath root = ChunkFileArchive.root(settings());
    try (Destination above = openDestination(context, settings().destination(), root.parent())) {
      above.deleteTree(ArchivePath.of(root.name()));
      above.sync();
    } catch (IOException e) {
      throw new DestinationException(
          "Removing " + root + " at the destination " + settings().destination() + " failed", e);
    }
  }

  /** How many files the destination had room for, when it was asked. */
  long freeFiles() {
    return freeFiles;
  }

  ArchiveStore store() {
    return store;
  }

  ArchiveSettings settings() {
    return store.settings();
  }

  /** The codec of the archive's chunks; each thread makes its own compressors. */
  ArchiveCodec codec() {
    return new ArchiveCodec(
        context.plugins().codec(settings().compression()), settings().compressionLevel());
  }

  HashProvider hash() {
    return context.plugins().hash(settings().hash());
  }

  /** Opens the storage that holds the volumes. */
  Source openSource() {
    String location = settings().location();
    try {
      return context.plugins().sourceFor(location).open(location);
    } catch (IOException e) {
      throw new SourceException("The volumes at " + location + " cannot be used", e);
    }
  }

  private void closeAfter(Throwable failure) {
    try {
      close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    try {
      store.close();
    } finally {
      lock.close();
    }
  }
}
