package io.wyng.engine.event;

import io.wyng.engine.archive.ChunkAddress;
import io.wyng.engine.archive.SessionName;
import io.wyng.spi.VolumeName;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that happened during an operation. */
public sealed interface Event {

  /** What is being done with a volume. */
  enum Activity {
    /** Snapshot and change metadata are collected. */
    EXAMINE,
    /** Data goes to the archive. */
    SEND,
    /** Data comes from the archive into a target. */
    RECEIVE,
    /** Data comes from the archive and is checked only. */
    VERIFY,
    /** Data comes from the archive and is compared with a volume. */
    COMPARE,
    /** A restore target is read, to find out what has to come from the archive. */
    SURVEY,
    /** Everything that is stored of a volume is read and checked. */
    CHECK,
    /** Equal chunks of the archive are made to share their space. */
    DEDUPLICATE
  }

  /** What kind of backup a session is made by. */
  enum SendKind {
    /** The first session of a volume. */
    FULL,
    /** Only what changed since the last session was read. */
    INCREMENTAL,
    /**
     * Everything was read and compared with the archive, because no snapshot proves what changed.
     */
    COMPARISON
  }

  /**
   * Work on a volume goes on.
   *
   * @param volume the volume
   * @param activity what is being done
   * @param doneBytes bytes of the volume dealt with so far
   * @param totalBytes bytes of the volume to deal with in all
   */
  record Progress(VolumeName volume, Activity activity, long doneBytes, long totalBytes)
      implements Event {}

  /**
   * A session was added to the archive and is durable there.
   *
   * @param volume the volume
   * @param session the new session
   * @param kind how it was made
   * @param volumeBytes size of the volume
   * @param readBytes how much of the volume was read
   * @param changedBytes how much of the volume differs from the session before
   * @param storedBytes how much was added to the destination
   * @param linkedBytes how much more it would have been, had the destination not had the same
   *     chunks already; 0 without deduplication
   * @param duration from the snapshot to the commit
   */
  record VolumeSent(
      VolumeName volume,
      SessionName session,
      SendKind kind,
      long volumeBytes,
      long readBytes,
      long changedBytes,
      long storedBytes,
      long linkedBytes,
      Duration duration)
      implements Event {}

  /**
   * A volume has not changed since its last session, so that no new one was made.
   *
   * @param volume the volume
   * @param session its last session
   */
  record VolumeUnchanged(VolumeName volume, SessionName session) implements Event {}

  /**
   * The changes of a volume since its last session were collected, and are durable on this machine.
   *
   * @param volume the volume
   * @param session its last session
   * @param newBytes what was found to have changed, in whole chunks; 0 when nothing did
   * @param markedBytes what the next send will look at, in whole chunks
   * @param rotated whether a new snapshot has taken the place of the former one
   */
  record ChangesCollected(
      VolumeName volume, SessionName session, long newBytes, long markedBytes, boolean rotated)
      implements Event {}

  /**
   * A range of a volume is not what a session of it holds.
   *
   * @param volume the volume
   * @param offset first byte
   * @param length bytes, in whole chunks but for the end of the volume
   */
  record RangeDiffers(VolumeName volume, long offset, long length) implements Event {}

  /**
   * A volume was compared with a session of it.
   *
   * @param volume the volume
   * @param session the session
   * @param volumeBytes size of the volume now
   * @param sessionBytes size of the volume at that session
   * @param differingBytes how much is different, in whole chunks but for the end of the volume
   * @param remapped whether the next send will store the differences
   * @param duration from the snapshot to the last byte
   */
  record VolumeCompared(
      VolumeName volume,
      SessionName session,
      long volumeBytes,
      long sessionBytes,
      long differingBytes,
      boolean remapped,
      Duration duration)
      implements Event {}

  /**
   * Something in the archive is not what was stored.
   *
   * @param volume the volume
   * @param session the session that it belongs to; null when it concerns the whole volume
   * @param address byte offset of the damaged chunk; null when it is metadata that is damaged
   * @param message what is wrong, a sentence without full stop
   */
  record DamageFound(
      VolumeName volume,
      @Nullable SessionName session,
      @Nullable ChunkAddress address,
      String message)
      implements Event {}

  /**
   * What an archive holds of a volume was checked.
   *
   * @param volume the volume
   * @param whole the checked sessions that can be restored whole, oldest first
   * @param damaged the checked sessions that cannot, oldest first
   * @param fetchedBytes how much came from the destination
   * @param repairedChunks how many chunks the next send will store again
   * @param duration from the first byte to the last
   */
  record VolumeChecked(
      VolumeName volume,
      List<SessionName> whole,
      List<SessionName> damaged,
      long fetchedBytes,
      long repairedChunks,
      Duration duration)
      implements Event {

    /** Copies the lists. */
    public VolumeChecked {
      whole = List.copyOf(whole);
      damaged = List.copyOf(damaged);
    }
  }

  /**
   * A volume was passed over; the others are not affected.
   *
   * @param volume the volume
   * @param reason why
   * @param remedy what to do about it; may be empty
   */
  record VolumeSkipped(VolumeName volume, String reason, String remedy) implements Event {}

  /**
   * A session was restored, and is durable at the target.
   *
   * @param volume the volume
   * @param session the session
   * @param target the path it was restored to
   * @param volumeBytes size of the volume
   * @param fetchedBytes how much came from the destination
   * @param duration from the first byte to the last
   */
  record VolumeReceived(
      VolumeName volume,
      SessionName session,
      String target,
      long volumeBytes,
      long fetchedBytes,
      Duration duration)
      implements Event {}

  /**
   * Every chunk of a session was read from the destination and is what was stored.
   *
   * @param volume the volume
   * @param session the session
   * @param volumeBytes size of the volume
   * @param fetchedBytes how much came from the destination
   * @param duration from the first byte to the last
   */
  record VolumeVerified(
      VolumeName volume,
      SessionName session,
      long volumeBytes,
      long fetchedBytes,
      Duration duration)
      implements Event {}

  /**
   * Sessions of a volume were pruned, durably.
   *
   * @param volume the volume
   * @param sessions the sessions that are gone, oldest first
   * @param sessionsLeft how many there still are
   * @param duration from the first step to the last
   */
  record VolumePruned(
      VolumeName volume, List<SessionName> sessions, int sessionsLeft, Duration duration)
      implements Event {

    /** Copies the list. */
    public VolumePruned {
      sessions = List.copyOf(sessions);
    }
  }

  /**
   * None of a volume's sessions was to be pruned.
   *
   * @param volume the volume
   */
  record NothingPruned(VolumeName volume) implements Event {}

  /**
   * What would become of a session if this were no dry run.
   *
   * @param volume the volume
   * @param session the session
   * @param pruned whether it would go
   * @param reason why it would go or stay
   */
  record SessionJudged(VolumeName volume, SessionName session, boolean pruned, String reason)
      implements Event {}

  /**
   * A volume was removed from the archive.
   *
   * @param volume the volume
   * @param sessions how many sessions it had
   */
  record VolumeDeleted(VolumeName volume, int sessions) implements Event {}

  /**
   * A volume got another name in the archive.
   *
   * @param volume the former name
   * @param newName the new name
   */
  record VolumeRenamed(VolumeName volume, VolumeName newName) implements Event {}

  /**
   * An archive was removed.
   *
   * @param archive its identity
   * @param destination where it was, as a URL
   * @param volumes how many volumes it had
   */
  record ArchiveDeleted(UUID archive, String destination, int volumes) implements Event {}

  /**
   * Equal chunks of the archive share their space now.
   *
   * @param chunks how many stored chunks were looked at
   * @param linkedChunks how many of them are links to another one, those included that were before
   * @param freedBytes by how much the free space of the destination has grown meanwhile; -1 when it
   *     does not tell
   * @param duration from the first chunk to the last
   */
  record ArchiveDeduplicated(long chunks, long linkedChunks, long freedBytes, Duration duration)
      implements Event {}

  /**
   * Something that is worth knowing and asks for nothing.
   *
   * @param message a sentence without full stop
   */
  record Notice(String message) implements Event {}

  /**
   * Something that may need attention, although the operation goes on.
   *
   * @param message what it is
   * @param remedy what to do about it; may be empty
   */
  record Warning(String message, String remedy) implements Event {}
}
