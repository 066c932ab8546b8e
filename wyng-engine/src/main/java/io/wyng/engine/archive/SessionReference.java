package io.wyng.engine.archive;

import io.wyng.engine.failure.ArchiveException;
import java.util.List;
import java.util.TreeSet;

/** How a user names a session: by its date and time, or by a tag. */
public sealed interface SessionReference {

  /** What stands before the name of a tag. */
  String TAG_PREFIX = "^";

  /**
   * The session of a date and time.
   *
   * @param name its name
   */
  record ByDate(SessionName name) implements SessionReference {
    @Override
    public Session resolve(Volume volume) {
      return volume
          .session(name)
          .orElseThrow(() ->
              new ArchiveException(
                  "Volume " + volume.name() + " has no session " + name,
                  "See what there is with: wyng list " + volume.name()));
    }

    @Override
    public String toString() {
      return name.toString();
    }
  }

  /**
   * The newest session that has a tag.
   *
   * @param id the name of the tag, in small letters
   */
  record ByTag(String id) implements SessionReference {
    @Override
    public Session resolve(Volume volume) {
      return volume.sessions().reversed().stream()
          .filter(session -> session.tags().stream().anyMatch(tag -> tag.id().equals(id)))
          .findFirst()
          .orElseThrow(() -> noSuchTag(volume));
    }

    private ArchiveException noSuchTag(Volume volume) {
      List<String> present =
          volume.sessions().stream()
              .flatMap(session -> session.tags().stream())
              .map(Tag::id)
              .toList();
      return new ArchiveException(
          "No session of volume " + volume.name() + " has the tag " + this,
          present.isEmpty()
              ? "None of its sessions has a tag; see them with: wyng list " + volume.name()
              : "Its tags are: " + String.join(", ", new TreeSet<>(present)) + ".");
    }

    @Override
    public String toString() {
      return TAG_PREFIX + id;
    }
  }

  /**
   * What a user's words mean.
   *
   * @param text {@code YYYYMMDD-HHMMSS}, or {@code ^tag}
   * @return the reference
   * @throws IllegalArgumentException when the text is neither; the message says what is expected
   */
  static SessionReference parse(String text) {
    return text.startsWith(TAG_PREFIX)
        ? new ByTag(Tag.parseId(text.substring(TAG_PREFIX.length())))
        : new ByDate(SessionName.parseUserInput(text));
  }

  /**
   * The session of a volume that is meant.
   *
   * @param volume the volume
   * @return one of its sessions
   * @throws ArchiveException when there is none; the message says what there is
   */
  Session resolve(Volume volume);

  /**
   * The date and time that is meant, for ranges: that of a date need not be a session's.
   *
   * @param volume the volume whose tags count
   * @return the date
   * @throws ArchiveException when no session of the volume has the tag
   */
  default SessionName moment(Volume volume) {
    return switch (this) {
      case ByDate(SessionName name) -> name;
      case ByTag _ -> resolve(volume).name();
    };
  }
}
