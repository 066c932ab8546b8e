package io.wyng.engine.format;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.change.ChangeMap;
import io.wyng.engine.event.EventListener;
import io.wyng.engine.pipeline.BufferPool;
import io.wyng.spi.VolumeName;
import io.wyng.spi.destination.DestinationStatus;
import java.util.List;
import java.util.Optional;

/**
 * An archive: the metadata on this machine, which is trusted, and the destination, which is not.
 * What operations do is said here; where things lie is known by the format only. Used by one thread
 * at a time.
 *
 * <p>Methods that need the destination contact it when they are called, so that what only needs
 * local metadata works without it.
 */
public interface ArchiveStore extends AutoCloseable {

  /**
   * The archive's settings.
   *
   * @return as they are now
   */
  ArchiveSettings settings();

  /**
   * The format that the archive has as a whole.
   *
   * @return 1 or 2
   */
  int formatVersion();

  /**
   * A volume of the archive, from trusted metadata.
   *
   * @param name the volume
   * @return the volume with its sessions
   * @throws io.wyng.engine.failure.ArchiveException when the archive does not cover it
   * @throws io.wyng.engine.failure.IntegrityException when its metadata is damaged
   */
  Volume volume(VolumeName name);

  /**
   * Adds volumes to the settings.
   *
   * @param names volumes that are not covered yet
   */
  void add(List<VolumeName> names);

  /**
   * Looks whether the destination can be used.
   *
   * @param writing whether something will be written
   * @return what the destination says of itself
   * @throws io.wyng.engine.failure.DestinationException when it cannot be used
   * @throws io.wyng.engine.failure.ArchiveException when an operation of somebody else is
   *     unfinished
   */
  DestinationStatus checkDestination(boolean writing);

  /**
   * Whether an operation of ours broke off, so that {@link #recover} has something to do.
   *
   * @return true when there are leftovers
   */
  boolean needsRecovery();

  /**
   * Finishes what became true at the destination, and removes what did not. Can be repeated for
   * ever.
   *
   * @param events told what was done
   */
  void recover(EventListener events);

  /**
   * Proves that the destination's metadata is what we hold.
   *
   * @param volume the volume
   * @param sessions its sessions that will be used
   * @throws io.wyng.engine.failure.IntegrityException when something differs or is missing
   */
  void compareMetadata(Volume volume, List<Session> sessions);

  /**
   * Proves that the manifests of a session cover its whole volume.
   *
   * @param volume the volume
   * @param session the session
   * @throws io.wyng.engine.failure.IntegrityException when an entry is missing or damaged
   */
  void checkComplete(Volume volume, Session session);

  /**
   * The changes of a volume that were collected since its last session.
   *
   * @param volume the volume
   * @param volumeBytes size that the map shall have
   * @return the map, or empty when none was kept
   */
  Optional<ChangeMap> changeMap(Volume volume, long volumeBytes);

  /**
   * Keeps the changes of a volume that were collected since its last session.
   *
   * @param volume the volume
   * @param map the changes
   */
  void keepChangeMap(Volume volume, ChangeMap map);

  /**
   * Lets the sessions that are begun from now on share the chunks that the archive has already,
   * those of other volumes and those of the session itself included.
   *
   * @param events told what is left out, and why
   * @throws io.wyng.engine.failure.DestinationException when the destination cannot do that
   */
  void shareChunks(EventListener events);

  /**
   * Lets volumes share the equal chunks that they have. The archive is valid at any time, and it
   * can be repeated.
   *
   * @param volumes the volumes, whose metadata is the same on both sides
   * @param events told how far it is, and what is left out
   * @return what was done
   * @throws io.wyng.engine.failure.DestinationException when the destination cannot do that
   */
  LinkCount linkEqualChunks(List<Volume> volumes, EventListener events);

  /**
   * Starts a session.
   *
   * @param volume the volume as it is now
   * @param session the new session's name, size and snapshot; its place in the order is given by
   *     the format
   * @return takes the chunks
   */
  SessionWriter beginSession(Volume volume, NewSession session);

  /**
   * Starts reading the whole volume as it was at a session.
   *
   * @param volume the volume
   * @param session the session
   * @param chunksPerBatch most chunks to deliver at a time
   * @param buffers gives buffers for that many stored chunks of the greatest size
   * @return delivers the chunks, from the first to the last
   */
  SessionReader readSession(Volume volume, Session session, int chunksPerBatch, BufferPool buffers);

  /** Ends the connection to the destination. */
  @Override
  void close();
}
