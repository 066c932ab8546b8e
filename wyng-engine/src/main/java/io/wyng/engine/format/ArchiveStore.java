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
   * Replaces the description of a volume, durably and on both sides. The destination is contacted
   * only when it knows of the volume.
   *
   * @param volume a volume whose metadata is of format 2 or newer
   * @param description words of the user; may be empty
   * @return the volume as it is then
   */
  Volume describe(Volume volume, String description);

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
   * How the destination is reached, once it was {@linkplain #checkDestination contacted}.
   *
   * @return a few words; empty when there is nothing to say
   */
  String transport();

  /**
   * A change of several steps that broke off, as far as this machine knows.
   *
   * @return the change, which {@link #recover} finishes or takes back, unless it is not understood
   */
  Optional<Unfinished> unfinished();

  /**
   * Whether an operation of ours broke off, so that {@link #recover} has something to do.
   *
   * @return true when there are leftovers
   */
  boolean needsRecovery();

  /**
   * Whether an operation that concerns a volume broke off, so that what this machine knows of the
   * volume may not be the newest. Needs local metadata only.
   *
   * @param volume the volume
   * @return true until {@link #recover} has been called
   */
  boolean isInterrupted(VolumeName volume);

  /**
   * Finishes what became true at the destination, and removes what did not. Can be repeated for
   * ever.
   *
   * @param events told what was done
   * @param snapshots follow what is done to volumes
   */
  void recover(EventListener events, VolumeSnapshots snapshots);

  /**
   * Prunes sessions: what they alone hold is removed, and what later sessions need of them goes
   * over to these. Sessions that follow each other go at one instant; others one after the other.
   *
   * @param volume the volume as it is now
   * @param pruned some of its sessions, the newest not among them; their metadata was {@linkplain
   *     #compareMetadata compared}, as was that of the next newer session of each
   * @return the volume without them
   * @throws io.wyng.engine.failure.WyngException when it fails; {@link #recover} brings the archive
   *     into order then
   */
  Volume prune(Volume volume, List<Session> pruned);

  /**
   * Deletes a volume with all its sessions, on both sides.
   *
   * @param volume a volume of the archive
   * @param snapshots follow
   */
  void delete(VolumeName volume, VolumeSnapshots snapshots);

  /**
   * Gives a volume another name.
   *
   * @param volume a volume of the archive
   * @param newName a name that no volume of the archive has
   * @param snapshots follow
   * @throws io.wyng.engine.failure.ArchiveException when something else bears the name on either
   *     side; nothing was changed
   */
  void rename(VolumeName volume, VolumeName newName, VolumeSnapshots snapshots);

  /**
   * In place of {@link #checkDestination}, looks whether the whole archive can be deleted: it is at
   * the destination, or what an attempt that broke off has left of it.
   *
   * @throws io.wyng.engine.failure.DestinationException when the destination cannot be used
   * @throws io.wyng.engine.failure.ArchiveException when another archive is there, or an operation
   *     of somebody else is unfinished
   */
  void checkDeletable();

  /**
   * Deletes all that the archive has at the destination.
   *
   * @param snapshots of all volumes are removed
   */
  void deleteContent(VolumeSnapshots snapshots);

  /** Deletes what this machine knows of the archive. Nothing else can be asked for then. */
  void forget();

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
   * Whether a snapshot and the {@linkplain #changeMap kept changes} are proved to go together: what
   * has changed since the snapshot, and the kept changes, are then all that has changed since the
   * volume's last session. The snapshot that the last session itself was made of needs no such
   * proof.
   *
   * @param volume the volume
   * @param snapshot identity of the snapshot
   * @return false when in doubt
   */
  boolean isPaired(Volume volume, String snapshot);

  /**
   * Keeps the changes that were collected for several volumes, with the proof that they go with
   * their snapshots. Durable when the method returns; after a crash, each volume has its former
   * changes or its new ones.
   *
   * @param changes at most one for each volume, all of volumes that have sessions
   */
  void collectChanges(List<CollectedChanges> changes);

  /**
   * The chunks that the next session must store again although they have not changed.
   *
   * @param volume the volume
   * @param volumeBytes size that the map shall have
   * @return the chunks, or empty when there are none
   */
  Optional<ChangeMap> repairs(Volume volume, long volumeBytes);

  /**
   * Has the next session store chunks again, because what the last one refers to is damaged.
   *
   * @param volume a volume with sessions
   * @param chunks the chunks, in addition to those marked before
   */
  void addRepairs(Volume volume, ChangeMap chunks);

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
   * Starts reading a volume as it was at a session.
   *
   * @param volume the volume
   * @param session the session
   * @param wanted the chunks to deliver; the map has the size of the volume at that session
   * @param chunksPerBatch most chunks to deliver at a time
   * @param buffers gives buffers for that many stored chunks of the greatest size
   * @return delivers the wanted chunks in ascending order
   */
  SessionReader readSession(
      Volume volume, Session session, ChangeMap wanted, int chunksPerBatch, BufferPool buffers);

  /**
   * Starts looking up what a volume held at a session. Needs local metadata only.
   *
   * @param volume the volume
   * @param session the session
   * @return knows the digests of its chunks
   */
  SessionDigests digests(Volume volume, Session session);

  /**
   * Counts what a session added. Needs local metadata only.
   *
   * @param session one of the volume's sessions
   * @param volume the volume
   * @return the numbers of chunks
   */
  SessionContent content(Volume volume, Session session);

  /**
   * Shows which session each chunk of each session comes from. Needs local metadata only.
   *
   * @param volume a volume with sessions
   * @param visitor is shown every chunk, ascending by address
   * @throws io.wyng.engine.failure.IntegrityException when a manifest is damaged
   */
  void walkHistory(Volume volume, HistoryVisitor visitor);

  /**
   * Starts reading stored chunks in whatever state they are.
   *
   * @param volume the volume
   * @param session the session
   * @param whole true for all that the session consists of, false for what was stored with it
   * @param chunksPerBatch most chunks to deliver at a time
   * @param buffers gives buffers for that many stored chunks of the greatest size
   * @return delivers the chunks, from the first to the last
   */
  StoredChunkReader inspect(
      Volume volume, Session session, boolean whole, int chunksPerBatch, BufferPool buffers);

  /** Ends the connection to the destination. */
  @Override
  void close();
}
