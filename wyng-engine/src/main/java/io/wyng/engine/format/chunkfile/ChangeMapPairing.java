package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.SessionName;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The file {@code deltamap-pairing}, which only we know: the snapshots that a change map was proved
 * to go with.
 *
 * <p>A snapshot that was sent is known by the session that records its identity. After changes were
 * collected the baseline is a newer snapshot that no session knows. What is lost between the
 * session and that baseline is in the change map, so the two are worth something only together:
 * each line names a snapshot and the SHA-256 of the change map's file. Any other combination, as
 * another program or a restored backup of the metadata may leave, is not trusted. The original
 * programs ignore the file.
 *
 * @param session the session that the changes are counted from
 * @param pairs the combinations that are proved
 */
record ChangeMapPairing(SessionName session, List<Pair> pairs) {

  /**
   * A snapshot, and a change map that accounts for everything between the session and the snapshot.
   *
   * @param snapshot its identity
   * @param map SHA-256 of the map's file
   */
  record Pair(String snapshot, String map) {

    private static Pair parse(String text) {
      String[] parts = text.split(" ", 2);
      if (parts.length != 2) {
        throw new IllegalArgumentException("no pair: " + text);
      }
      return new Pair(parts[0], parts[1]);
    }

    @Override
    public String toString() {
      return snapshot + " " + map;
    }
  }

  ChangeMapPairing {
    pairs = List.copyOf(pairs);
  }

  /**
   * @throws IllegalArgumentException when the file is damaged
   */
  static ChangeMapPairing parse(byte[] file) {
    KeyValueText text = KeyValueText.parse(file);
    return new ChangeMapPairing(
        text.required("session", SessionName::parse),
        text.values("pair").stream().map(Pair::parse).toList());
  }

  byte[] print() {
    KeyValueText text = new KeyValueText().add("session", session.directory());
    pairs.forEach(pair -> text.add("pair", pair.toString()));
    return text.print();
  }

  boolean proves(SessionName last, String snapshot, byte[] map) {
    return session.equals(last) && pairs.contains(new Pair(snapshot, digest(map)));
  }

  /** The pairs that hold as long as the present map is in its place. */
  List<Pair> with(byte[] map) {
    String digest = digest(map);
    return pairs.stream().filter(pair -> pair.map.equals(digest)).toList();
  }

  /** The pairs of snapshots with a map. */
  static List<Pair> pairs(List<String> snapshots, byte[] map) {
    String digest = digest(map);
    List<Pair> pairs = new ArrayList<>();
    snapshots.forEach(snapshot -> pairs.add(new Pair(snapshot, digest)));
    return pairs;
  }

  private static String digest(byte[] map) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(map));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java runtime has SHA-256", e);
    }
  }
}
