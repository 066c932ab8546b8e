package io.wyng.engine.operation;

import io.wyng.engine.archive.ChunkSize;
import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.change.ChangeMap;
import io.wyng.engine.format.HistoryVisitor;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is damaged of a volume, and what that means for its sessions. Damaged chunks are kept as one
 * bit a chunk for each session with damage.
 */
final class DamageRecord implements HistoryVisitor {

  private final List<Session> sessions;
  private final Map<SessionName, ChangeMap> damagedChunks = new HashMap<>();
  private final Map<SessionName, Long> gaps = new TreeMap<>();
  private final BitSet broken = new BitSet();
  private final ChangeMap neededByNewest;
  private final ChunkSize chunkSize;

  DamageRecord(ChunkSize chunkSize, List<Session> sessions) {
    this.chunkSize = chunkSize;
    this.sessions = sessions;
    this.neededByNewest = ChangeMap.blank(chunkSize, sessions.getLast().volumeBytes());
  }

  /** No session from this one on can be restored: they need its metadata. */
  void markFrom(int session) {
    broken.set(session, sessions.size());
  }

  void markChunk(SessionName session, long address) {
    damagedChunks
        .computeIfAbsent(
            session,
            name ->
                ChangeMap.blank(
                    chunkSize,
                    sessions.stream()
                        .filter(s -> s.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .volumeBytes()))
        .mark(address);
  }

  @Override
  public void chunk(long address, int from, int to) {
    ChangeMap damaged = damagedChunks.get(sessions.get(from).name());
    if (damaged == null || address >= damaged.volumeBytes() || !damaged.isMarked(address)) {
      return;
    }
    for (int i = from; i < to; i++) {
      if (address < sessions.get(i).volumeBytes()) {
        broken.set(i);
      }
    }
    if (to == sessions.size() && address < neededByNewest.volumeBytes()) {
      neededByNewest.mark(address);
    }
  }

  @Override
  public void gap(long address, int to) {
    for (int i = 0; i < to; i++) {
      if (address < sessions.get(i).volumeBytes()) {
        broken.set(i);
        gaps.putIfAbsent(sessions.get(i).name(), address);
      }
    }
  }

  /** The first chunk that is missing from the manifests, by session. */
  Map<SessionName, Long> gaps() {
    return gaps;
  }

  /** The damaged chunks without which the newest session cannot be restored. */
  ChangeMap neededByNewest() {
    return neededByNewest;
  }

  boolean isNone() {
    return broken.isEmpty() && damagedChunks.isEmpty();
  }

  boolean isWhole(SessionName session) {
    for (int i = 0; i < sessions.size(); i++) {
      if (sessions.get(i).name().equals(session)) {
        return !broken.get(i);
      }
    }
    return false;
  }
}
