package io.wyng.source.lvmthin;

import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A pool's metadata snapshot, reserved for us: the only state in which thin metadata of an active
 * pool can be read. A pool has one at most, and it survives the process and even the deactivation
 * of the pool, so it is released on every path, also when the process is told to end.
 *
 * <p>What somebody else reserved is never released. What a former Wyng process left behind is known
 * by its {@link ReservationMarker}.
 */
final class MetadataReservation implements AutoCloseable {

  private final ThinPool pool;
  private final DeviceMapper deviceMapper;
  private final Path markers;
  private final Thread shutdownHook = new Thread(this::releaseAtExit, "release-metadata-snapshot");

  /** Guarded by this: whether there is something to release. */
  private boolean reserved;

  /** Guarded by this: the block of the metadata snapshot, once it is known. */
  private OptionalLong heldRoot = OptionalLong.empty();

  /** Guarded by this: no reservation is made any more. */
  private boolean closed;

  private MetadataReservation(ThinPool pool, DeviceMapper deviceMapper, Path markers) {
    this.pool = pool;
    this.deviceMapper = deviceMapper;
    this.markers = markers;
  }

  /**
   * Reserves the metadata snapshot.
   *
   * @param markers the directory for notes about reservations
   * @throws ProviderException when somebody else holds it
   */
  static MetadataReservation reserve(ThinPool pool, DeviceMapper deviceMapper, Path markers)
      throws IOException {
    MetadataReservation reservation = new MetadataReservation(pool, deviceMapper, markers);
    Runtime.getRuntime().addShutdownHook(reservation.shutdownHook);
    try {
      Uninterrupted.run(reservation::reserve);
      return reservation;
    } catch (IOException | RuntimeException e) {
      try {
        reservation.close();
      } catch (IOException next) {
        e.addSuppressed(next);
      }
      throw e;
    }
  }

  /**
   * Checks that the metadata snapshot still is ours, so that what was read from it is consistent.
   */
  synchronized void requireHeld() throws IOException {
    if (!reserved || !heldRoot.equals(pool.status().heldRoot())) {
      throw lost();
    }
  }

  /** Releases the metadata snapshot, unless that is done. */
  @Override
  public void close() throws IOException {
    try {
      Uninterrupted.run(this::release);
    } finally {
      forgetShutdownHook();
    }
  }

  private synchronized void reserve() throws IOException {
    OptionalLong present = pool.status().heldRoot();
    if (present.isPresent()) {
      releaseLeftover(present.getAsLong());
    }
    if (closed) {
      throw new ProviderException("The program is about to end", "");
    }
    ProgramResult result = deviceMapper.reserveMetadata(pool.name());
    if (!result.succeeded()) {
      // Either somebody was faster than us just now, or the pool takes no such message at all.
      OptionalLong foreign = pool.status().heldRoot();
      throw foreign.isPresent()
          ? busy(foreign.getAsLong(), "and not by Wyng; by whom cannot be known")
          : result.failure(
              "Cannot reserve the metadata of the thin pool " + pool.name(),
              "See dmesg, and try again.");
    }
    reserved = true;
    heldRoot = pool.status().heldRoot();
    ReservationMarker.ofThisProcess(heldRoot.orElseThrow(this::lost)).write(markers, pool.name());
  }

  private void releaseLeftover(long block) throws IOException {
    Optional<ReservationMarker> note = ReservationMarker.read(marker());
    if (note.isEmpty() || !note.get().isAbout(block)) {
      throw busy(block, "and not by Wyng; by whom cannot be known");
    }
    if (note.get().isHolderAlive()) {
      throw busy(block, "by another Wyng, process " + note.get().processId());
    }
    releaseNow();
  }

  private synchronized void release() throws IOException {
    closed = true;
    if (!reserved) {
      return;
    }
    if (heldRoot.isPresent() && !heldRoot.equals(pool.status().heldRoot())) {
      reserved = false;
      Files.deleteIfExists(marker());
      throw lost();
    }
    releaseNow();
    reserved = false;
  }

  private void releaseNow() throws IOException {
    deviceMapper
        .releaseMetadata(pool.name())
        .expectSuccess(
            "Cannot release the metadata of the thin pool " + pool.name(),
            "Release it with: " + releaseCommand() + ".");
    Files.deleteIfExists(marker());
  }

  private void releaseAtExit() {
    try {
      release();
    } catch (IOException e) {
      System.getLogger(getClass().getName())
          .log(Level.WARNING, "The next scan has to release thin metadata: {0}", e.getMessage());
    }
  }

  /** Takes the hook back, which is no longer possible (nor needed) while the process ends. */
  private boolean forgetShutdownHook() {
    try {
      return Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private Path marker() {
    return ReservationMarker.file(markers, pool.name());
  }

  private ProviderException busy(long block, String byWhom) {
    return new ProviderException(
        "The metadata of the thin pool %s is reserved already (block %d), %s"
            .formatted(pool.name(), block, byWhom),
        "Wait until the other program has ended; if none is at work, release it with: "
            + releaseCommand()
            + ".");
  }

  private ProviderException lost() {
    return new ProviderException(
        "Somebody else released the metadata of the thin pool "
            + pool.name()
            + " while we had it reserved, so what was read from it is worthless",
        "Find the program that releases what it has not reserved, and start the command again.");
  }

  private String releaseCommand() {
    return "dmsetup message " + DeviceMapper.poolDevice(pool.name()) + " 0 release_metadata_snap";
  }
}
