package io.wyng.engine.operation;

import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.change.ChangeMap;
import io.wyng.engine.failure.SourceException;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/**
 * Proves from which snapshot the changes since a volume's last session can be told.
 *
 * <p>It is the snapshot that the session was made of, which the session records; or, when changes
 * were collected since, a newer one that is recorded together with the changes. Nothing else is
 * trusted.
 */
final class BaselinePairing {

  /** What the original programs call a baseline that is newer than the last session. */
  private static final String COLLECTED = "delta";

  private final OpenArchive archive;
  private final Source source;

  BaselinePairing(OpenArchive archive, Source source) {
    this.archive = archive;
    this.source = source;
  }

  /**
   * Finds the baseline, finishing a rotation that broke off.
   *
   * @param volume the volume
   * @return the baseline, or empty when no snapshot is proved to be it
   */
  Optional<Snapshot> find(Volume volume) {
    try {
      Optional<Session> last = volume.lastSession();
      return last.isEmpty() ? Optional.empty() : find(volume, last.get());
    } catch (IOException e) {
      throw new SourceException("Finding the snapshots of volume " + volume.name() + " failed", e);
    }
  }

  private Optional<Snapshot> find(Volume volume, Session last) throws IOException {
    UUID uuid = archive.settings().uuid();
    Optional<Snapshot> baseline =
        source
            .baseline(volume.name(), uuid)
            .filter(s -> isOf(last, s) || archive.store().isPaired(volume, s.identity()));
    if (baseline.isPresent()) {
      return baseline;
    }
    Optional<Snapshot> current = source.current(volume.name(), uuid);
    if (current.filter(s -> isOf(last, s)).isPresent()) {
      return Optional.of(promoteSent(volume, last, current.get()));
    }
    if (current.filter(s -> archive.store().isPaired(volume, s.identity())).isPresent()) {
      return Optional.of(promoteCollected(last, current.get()));
    }
    return Optional.empty();
  }

  private static boolean isOf(Session session, Snapshot snapshot) {
    return session.snapshotIdentity().filter(snapshot.identity()::equals).isPresent()
        && session.volumeBytes() == snapshot.sizeBytes();
  }

  private Snapshot promoteSent(Volume volume, Session last, Snapshot current) throws IOException {
    Snapshot promoted = source.promote(current, last.name().directory());
    archive
        .store()
        .keepChangeMap(volume, ChangeMap.blank(archive.settings().chunkSize(), last.volumeBytes()));
    return promoted;
  }

  /**
   * Makes a snapshot the baseline whose changes are kept already. It is labelled as the original
   * programs expect it (archive format 2, "Snapshot pairing"): first the session that the changes
   * are counted from, so that they can finish the rotation too.
   */
  Snapshot promoteCollected(Session last, Snapshot current) throws IOException {
    return source.promote(source.promote(current, last.name().directory()), COLLECTED);
  }
}
