package io.wyng.engine.event;

import io.wyng.engine.archive.SessionName;
import io.wyng.spi.VolumeName;
import java.time.Duration;

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
