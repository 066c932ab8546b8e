package io.wyng.engine.operation;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.failure.DestinationException;
import io.wyng.engine.failure.SourceException;
import io.wyng.engine.format.ArchiveStore;
import io.wyng.engine.format.chunkfile.ArchiveCreation;
import io.wyng.engine.format.chunkfile.ChunkFileArchive;
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
    WRITE
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
    if (!Files.isDirectory(context.metaDirectory())) {
      throw new ArchiveException(
          "No archive is configured in " + context.metaDirectory(),
          "Make one with arch-init, or name another directory with --meta-dir.");
    }
    ArchiveLock.Mode mode =
        switch (access) {
          case LOCAL_READ, READ -> ArchiveLock.Mode.READ;
          case LOCAL_WRITE, COMPARE, WRITE -> ArchiveLock.Mode.WRITE;
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

  private void contact(Access access) {
    switch (access) {
      case LOCAL_READ, LOCAL_WRITE -> {}
      case READ -> contactForReading();
      case COMPARE -> {
        if (store.checkDestination(false).writable() && store.needsRecovery()) {
          store.recover(context.events());
        }
      }
      case WRITE -> {
        DestinationStatus status = store.checkDestination(true);
        freeFiles = status.freeFiles();
        warn(status);
        if (store.needsRecovery()) {
          store.recover(context.events());
        }
      }
    }
  }

  /**
   * A reader that finds something broken off becomes a writer for as long as it takes to mend it.
   */
  private void contactForReading() {
    DestinationStatus status = store.checkDestination(false);
    if (store.needsRecovery() && status.writable()) {
      relock(ArchiveLock.Mode.WRITE);
      store.recover(context.events());
      relock(ArchiveLock.Mode.READ);
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
      ArchiveCreation.create(settings, local, openDestination(context, settings));
    } finally {
      lock.close();
    }
  }

  private static ArchiveStore openStore(OperationContext context) {
    return new ChunkFileArchive(
        localStore(context), settings -> openDestination(context, settings));
  }

  private static LocalStore localStore(OperationContext context) {
    return new LocalStore(context.metaDirectory(), context.files());
  }

  private static Destination openDestination(OperationContext context, ArchiveSettings settings) {
    DestinationAddress address = settings.destination();
    try {
      return context
          .plugins()
          .destinationFor(address.scheme())
          .open(address, ChunkFileArchive.root(settings));
    } catch (IOException e) {
      throw new DestinationException("The destination " + address + " cannot be used", e);
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
