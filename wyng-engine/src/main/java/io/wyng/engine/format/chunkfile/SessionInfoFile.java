package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionName;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code info} of a session (archive format 1, section 2.3; archive format 2, chapter 2).
 */
final class SessionInfoFile {

  private static final String CHUNK_FILES = "folders";

  private SessionInfoFile() {}

  /**
   * @throws IllegalArgumentException when the file is damaged or of a kind that was given up; the
   *     message says how
   */
  static Session parse(SessionName name, byte[] file) {
    KeyValueText text = KeyValueText.parse(file);
    if (!text.value("format").orElse(CHUNK_FILES).equals(CHUNK_FILES)) {
      throw new IllegalArgumentException(
          "the session is stored as one tar file, which only the sparsebak alpha could read");
    }
    return new Session(
        name,
        text.unlessNone("localtime").orElse(name.date()),
        text.required("volsize", Long::parseLong),
        text.required("sequence", Long::parseLong),
        text.unlessNone("uuid").orElse(null),
        text.unlessNone("previous").isEmpty()
            ? null
            : text.required("previous", SessionName::parse),
        text.values("tag"));
  }

  static byte[] print(Session session, int formatVersion) {
    KeyValueText text =
        new KeyValueText()
            .add("uuid", session.snapshotIdentity().orElse("none"))
            .add("localtime", session.localTime())
            .add("volsize", Long.toString(session.volumeBytes()))
            .add("format", CHUNK_FILES)
            .add("sequence", Long.toString(session.sequence()))
            .add("previous", nameOrNone(session.previousSession(), formatVersion));
    session.tags().forEach(tag -> text.add("tag", withBlank(tag)));
    return text.print();
  }

  /** The blank behind a tag's identity is there without a description, too. */
  private static String withBlank(String tag) {
    return tag.contains(" ") ? tag : tag + " ";
  }

  /** The end of the list of sessions is spelled differently by the formats, and tested exactly. */
  static String nameOrNone(@Nullable SessionName name, int formatVersion) {
    if (name != null) {
      return name.directory();
    }
    return formatVersion == 1 ? "none" : "None";
  }
}
