package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.Volume;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code volinfo} (archive format 1, section 2.2; archive format 2, chapter 2).
 *
 * @param formatVersion 1 or 2
 * @param uuid identity of the volume
 * @param first the oldest session; null when there is none
 * @param last the newest session; null when there is none
 * @param description words of the user; formats from 2 on
 * @param metadataUpdateDue the next send must store all metadata again
 */
record VolumeInfoFile(
    int formatVersion,
    UUID uuid,
    @Nullable SessionName first,
    @Nullable SessionName last,
    String description,
    boolean metadataUpdateDue) {

  /** The newest format that we know how to read and write. */
  static final int NEWEST_FORMAT = 2;

  /**
   * @throws IllegalArgumentException when the file is damaged; the message says how
   */
  static VolumeInfoFile parse(byte[] file) {
    KeyValueText text = KeyValueText.parse(file);
    return new VolumeInfoFile(
        text.required("format_ver", Integer::parseInt),
        text.uuid("uuid"),
        session(text, "first"),
        session(text, "last"),
        text.value("desc").orElse(""),
        text.value("que_meta_update").orElse("false").equals("true"));
  }

  private static @Nullable SessionName session(KeyValueText text, String key) {
    Optional<String> name = text.unlessNone(key);
    return name.isEmpty() ? null : text.required(key, SessionName::parse);
  }

  /** The file of a volume as it is. */
  static VolumeInfoFile of(Volume volume) {
    return new VolumeInfoFile(
        volume.formatVersion(),
        volume.uuid(),
        volume.sessions().isEmpty() ? null : volume.sessions().getFirst().name(),
        volume.sessions().isEmpty() ? null : volume.sessions().getLast().name(),
        volume.description(),
        volume.metadataUpdateDue());
  }

  /** The file of a volume to which a session is added, with all metadata up to date. */
  VolumeInfoFile with(Session added) {
    SessionName oldest = first == null ? added.name() : first;
    return new VolumeInfoFile(formatVersion, uuid, oldest, added.name(), description, false);
  }

  /** The file with another description. */
  VolumeInfoFile describedAs(String words) {
    return new VolumeInfoFile(formatVersion, uuid, first, last, words, metadataUpdateDue);
  }

  byte[] print() {
    KeyValueText text =
        new KeyValueText()
            .add("format_ver", Integer.toString(formatVersion))
            .add("uuid", uuid.toString())
            .add("first", SessionInfoFile.nameOrNone(first, formatVersion))
            .add("last", SessionInfoFile.nameOrNone(last, formatVersion));
    if (formatVersion > 1) {
      text.add("desc", description);
    }
    return text.add("que_meta_update", Boolean.toString(metadataUpdateDue)).print();
  }
}
