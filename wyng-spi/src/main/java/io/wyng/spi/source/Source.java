package io.wyng.spi.source;

import io.wyng.spi.VolumeName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The storage at one location. Used by one thread at a time, but readers that it opened may be used
 * by another thread meanwhile.
 *
 * <h2>Snapshots</h2>
 *
 * For each pair of volume and archive a source keeps at most two read-only snapshots: the
 * <em>baseline</em>, from which the next delta starts, and the <em>current</em> one, made for the
 * operation in process. {@link #promote} turns the current one into the baseline. A snapshot has an
 * <em>identity</em> that no other snapshot ever gets and that it keeps when it is promoted; the
 * caller uses it to prove which session a snapshot was sent as. Both kinds survive a crash and are
 * found again; a half-made one is removed or finished by the next call that concerns it.
 */
public interface Source extends AutoCloseable {

  /**
   * The volumes present at the location, without snapshots made by Wyng. Those whose name is no
   * valid {@link VolumeName} are left out.
   *
   * @return the volumes in the order of their names
   * @throws IOException when the storage cannot be asked
   */
  List<SourceVolume> volumes() throws IOException;

  /**
   * A volume by its name.
   *
   * @param name the name
   * @return the volume, or empty when there is none of that name
   * @throws IOException when the storage cannot be asked
   */
  Optional<SourceVolume> volume(VolumeName name) throws IOException;

  /**
   * The path of a volume's own device or file, existing or not, as {@link
   * SourceProvider#openTarget} takes it to restore the volume in place.
   *
   * @param name the name
   * @return an absolute path
   */
  String restorePath(VolumeName name);

  /**
   * How full the storage is, which decides whether it is safe to make a snapshot. Storage that has
   * no such notion, or where a snapshot endangers nobody, does not answer.
   *
   * @return the levels, or empty
   * @throws IOException when the storage cannot be asked
   */
  default Optional<StorageFill> fill() throws IOException {
    return Optional.empty();
  }

  /**
   * The baseline of a volume for an archive.
   *
   * @param volume the volume, which need not exist any more
   * @param archive identity of the archive
   * @return the baseline, or empty when there is none
   * @throws IOException when the storage cannot be asked, or when the only baseline that it can
   *     keep belongs to another archive
   */
  Optional<Snapshot> baseline(VolumeName volume, UUID archive) throws IOException;

  /**
   * The current snapshot that a former operation left behind.
   *
   * @param volume the volume, which need not exist any more
   * @param archive identity of the archive
   * @return the snapshot, or empty when there is none
   * @throws IOException when the storage cannot be asked
   */
  Optional<Snapshot> current(VolumeName volume, UUID archive) throws IOException;

  /**
   * Makes the current snapshot: the volume's content as it is at this instant. One left behind by a
   * former operation is replaced.
   *
   * <p>A source that has to copy the content may still do so when this method returns, provided
   * that nobody can change the volume meanwhile. It is done at the latest when a {@linkplain
   * #openReader reader} of the snapshot is closed, or the snapshot is promoted.
   *
   * @param volume an existing volume
   * @param archive identity of the archive
   * @return the snapshot
   * @throws IOException when it cannot be made, for instance for lack of space; nothing is left
   *     behind then
   */
  Snapshot createCurrent(VolumeName volume, UUID archive) throws IOException;

  /**
   * Turns a current snapshot into the baseline, in place of the former baseline. A crash in between
   * leaves the former baseline, or the current snapshot, or both; calling again finishes the work.
   *
   * @param current the snapshot
   * @param label words to record with the baseline where the storage can, such as the session's
   *     name; characters {@code a-z A-Z 0-9 + . _ -} only
   * @return the baseline, with the same identity
   * @throws IOException when it fails
   */
  Snapshot promote(Snapshot current, String label) throws IOException;

  /**
   * Makes a baseline that of another volume name, for a volume that the archive is to know by that
   * name from now on. The volume itself is neither renamed nor asked for. A baseline that the other
   * name has for the same archive is replaced. A crash in between leaves the baseline with the
   * former name or the new one; calling again with the same snapshot finishes the work.
   *
   * @param baseline a baseline whose volume has no current snapshot for the archive
   * @param newVolume the other name, which has no current snapshot for the archive either
   * @return the baseline, with the same identity, size and content
   * @throws IOException when it fails
   */
  Snapshot reassign(Snapshot baseline, VolumeName newVolume) throws IOException;

  /**
   * Removes the baseline that another archive has of a volume and that keeps this archive from
   * having one. The other archive loses nothing but that its next delta compares the whole volume.
   * A source that keeps a baseline for each archive has nothing to do.
   *
   * @param volume the volume, which need not exist any more
   * @param archive identity of the archive that needs one
   * @throws IOException when it fails
   */
  default void displaceBaseline(VolumeName volume, UUID archive) throws IOException {}

  /**
   * Removes a snapshot made by this source. One that is gone already is no error.
   *
   * @param snapshot the snapshot
   * @throws IOException when it fails
   */
  void remove(Snapshot snapshot) throws IOException;

  /**
   * Starts asking which parts of snapshots have changed or are in use, for any number of snapshots.
   * They must exist when this method is called. While the scan is open no snapshots are made or
   * removed.
   *
   * @return the scan, which the caller closes soon
   * @throws IOException when the storage cannot answer now
   */
  ChangeScan openScan() throws IOException;

  /**
   * Opens a snapshot for reading.
   *
   * @param snapshot the snapshot
   * @return a reader, which the caller closes
   * @throws IOException when it cannot be opened
   */
  BlockReader openReader(Snapshot snapshot) throws IOException;

  /** Releases what the source holds; snapshots stay. */
  @Override
  void close() throws IOException;
}
