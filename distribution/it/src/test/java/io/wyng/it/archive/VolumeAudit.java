package io.wyng.it.archive;

import io.wyng.it.program.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The audit of one volume: its list of sessions, their manifests and chunks. */
final class VolumeAudit {

  private static final String SESSION = "S_[0-9]{8}-[0-9]{6}";

  /** Where the newest bytes of a chunk lie. */
  private record Place(String session, ManifestLine line) {}

  private final Settings settings;
  private final String name;
  private final Path local;
  private final Path remote;
  private final Set<Path> files = new HashSet<>();

  /** The newest line of each address, up to the session that the audit has come to. */
  private final TreeMap<Long, Place> newest = new TreeMap<>();

  VolumeAudit(Settings settings, String name, Path local, Path remote) {
    this.settings = settings;
    this.name = name;
    this.local = local;
    this.remote = remote;
  }

  /** The files that belong to a session of this volume, on both sides. */
  Set<Path> files() {
    return files;
  }

  Optional<AuditedVolume> run() throws IOException {
    Path info = local.resolve("volinfo");
    if (!Files.exists(info)) {
      Rule.require(
          !Files.exists(remote.resolve("volinfo")), "the destination is not ahead", remote);
      return Optional.empty();
    }
    FieldLines fields = FieldLines.read(info);
    int formatVersion = (int) fields.number("format_ver");
    requireVolumeFields(fields, formatVersion);
    if (isNone(fields.value("last"))) {
      Rule.require(isNone(fields.value("first")), "no last session, no first", info);
      return Optional.of(new AuditedVolume(name, formatVersion, List.of()));
    }
    ArchiveAudit.requireSame(info, remote.resolve("volinfo"));
    List<AuditedSession> sessions = new ArrayList<>();
    for (FieldLines session : chain(fields, formatVersion)) {
      sessions.add(session(session, formatVersion, sessions));
    }
    requireChangeMap(sessions.getLast());
    return Optional.of(new AuditedVolume(name, formatVersion, sessions));
  }

  private void requireVolumeFields(FieldLines fields, int formatVersion) {
    if (formatVersion == 1) {
      fields.requireKeys("format_ver", "uuid", "first", "last", "que_meta_update");
      Rule.require(!settings.compression().equals("zstd"), "zstd is of format 2", fields.file());
    } else {
      Rule.require(formatVersion == 2, "the format is 1 or 2", fields.file());
      fields.requireKeys("format_ver", "uuid", "first", "last", "desc", "que_meta_update");
    }
    Rule.require(
        UUID.fromString(fields.value("uuid")).version() == 4,
        "the identity of a volume is a UUID of version 4",
        fields.file());
    Rule.require(
        Set.of("true", "false").contains(fields.value("que_meta_update")),
        "que_meta_update is true or false",
        fields.file());
  }

  private static boolean isNone(String session) {
    return session.equals("none") || session.equals("None");
  }

  /** The sessions from the oldest to the newest, as the list of them says (rule 2). */
  private List<FieldLines> chain(FieldLines volume, int formatVersion) throws IOException {
    List<FieldLines> newestFirst = new ArrayList<>();
    String oldest = "";
    String next = volume.value("last");
    while (!isNone(next)) {
      Rule.require(next.matches(SESSION), "a session is named S_YYYYMMDD-HHMMSS", next);
      Rule.require(newestFirst.size() < 10_000, "the list of sessions ends", local);
      oldest = next;
      FieldLines session = FieldLines.read(local.resolve(next).resolve("info"));
      newestFirst.add(session);
      next = session.value("previous");
    }
    Rule.require(
        next.equals("none") || formatVersion == 2,
        "the list ends with \"none\" in format 1",
        local);
    Rule.require(oldest.equals(volume.value("first")), "the list ends at the first session", local);
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  private AuditedSession session(FieldLines fields, int formatVersion, List<AuditedSession> before)
      throws IOException {
    Path directory = fields.file().getParent().toAbsolutePath();
    String session = directory.getFileName().toString();
    fields.requireKeys("uuid", "localtime", "volsize", "format", "sequence", "previous");
    Rule.require(fields.value("format").equals("folders"), "chunks are files", fields.file());
    Rule.require(
        fields.value("localtime").matches("[0-9]{8}-[0-9]{6}"), "localtime", fields.file());
    Rule.require(
        fields.tags().isEmpty() || formatVersion == 2, "tags are of format 2", fields.file());
    long volumeBytes = fields.number("volsize");
    requireOrder(session, fields, before);
    requireWholeChunks(volumeBytes, fields, formatVersion, before);
    for (String file : List.of("info", "manifest")) {
      ArchiveAudit.requireSame(
          local.resolve(session).resolve(file), remote.resolve(session).resolve(file));
      files.add(local.resolve(session).resolve(file));
      files.add(remote.resolve(session).resolve(file));
    }
    List<ManifestLine> manifest =
        ManifestLine.read(directory.resolve("manifest"), settings.chunkBytes());
    NavigableMap<Long, Place> view = fullView(session, volumeBytes, manifest);
    return new AuditedSession(
        session,
        volumeBytes,
        fields.value("uuid"),
        fields.number("sequence"),
        fields.tags(),
        manifest,
        view.lastEntry().getValue().line().isStored(),
        content(view, volumeBytes));
  }

  /** Names, numbers and the list agree about what is older (rule 9). */
  private void requireOrder(String session, FieldLines fields, List<AuditedSession> before) {
    if (before.isEmpty()) {
      return;
    }
    AuditedSession older = before.getLast();
    Rule.require(older.name().compareTo(session) < 0, "session order is name order", fields.file());
    Rule.require(
        fields.number("sequence") > older.sequence(), "sequence numbers ascend", fields.file());
  }

  /** Version 0.3 refuses to go on with a session that was resized to a part of a chunk. */
  private void requireWholeChunks(
      long volumeBytes, FieldLines fields, int formatVersion, List<AuditedSession> before) {
    Rule.require(volumeBytes > 0, "a volume has bytes", fields.file());
    boolean resized = !before.isEmpty() && before.getLast().volumeBytes() != volumeBytes;
    Rule.require(
        formatVersion == 1 || !resized || volumeBytes % settings.chunkBytes() == 0,
        "a resized volume has whole chunks",
        fields.file());
  }

  /** What the volume holds at a session (archive format 1, section 4.1); no gaps (rule 4). */
  private NavigableMap<Long, Place> fullView(
      String session, long volumeBytes, List<ManifestLine> manifest) {
    for (ManifestLine line : manifest) {
      newest.put(line.address(), new Place(session, line));
      if (line.isStored()) {
        files.add(remote.resolve(session).resolve(Settings.chunkPath(line.address())));
      }
    }
    long last = settings.lastChunk(volumeBytes);
    NavigableMap<Long, Place> view = newest.headMap(last, true);
    long expected = 0;
    for (long address : view.keySet()) {
      Rule.require(address == expected, "the full view has no gaps", session + " at " + expected);
      expected += settings.chunkBytes();
    }
    Rule.require(expected > last, "the full view reaches the end", session);
    boolean wholeLast = volumeBytes % settings.chunkBytes() == 0;
    Rule.require(
        wholeLast || view.lastEntry().getValue().line().isStored(),
        "a short last chunk is stored, however zero it is",
        session);
    return view;
  }

  /** Restores the volume as it is in the view, every chunk checked, and returns its SHA-256. */
  private String content(NavigableMap<Long, Place> view, long volumeBytes) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] zeros = new byte[settings.chunkBytes()];
    for (Map.Entry<Long, Place> entry : view.entrySet()) {
      int length = settings.chunkLength(entry.getKey(), volumeBytes);
      ManifestLine line = entry.getValue().line();
      if (line.isStored()) {
        Path file =
            remote.resolve(entry.getValue().session()).resolve(Settings.chunkPath(line.address()));
        StoredChunk chunk = StoredChunk.read(file, settings.chunkBytes());
        chunk.requireDigest(settings.hash(), line.digest());
        digest.update(chunk.content(settings.compression(), length));
      } else {
        digest.update(zeros, 0, length);
      }
    }
    return Sha256.hex(digest.digest());
  }

  /** The change map has a bit for each chunk (archive format 1, section 2.6). */
  private void requireChangeMap(AuditedSession last) throws IOException {
    Path map = local.resolve("deltamap");
    if (Files.exists(map)) {
      Rule.require(
          Files.size(map) == last.volumeBytes() / settings.chunkBytes() / 8 + 1,
          "the change map has the size of section 2.6",
          map);
    }
  }
}
