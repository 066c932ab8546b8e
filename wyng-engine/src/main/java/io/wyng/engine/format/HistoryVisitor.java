package io.wyng.engine.format;

/** Is shown which session each chunk of each session comes from. */
public interface HistoryVisitor {

  /**
   * Sessions that have in common what one of them stored.
   *
   * @param address byte offset of the chunk
   * @param from index of the session that stored it, counted from the oldest
   * @param to index behind the last session that has it
   */
  void chunk(long address, int from, int to);

  /**
   * Sessions of which no manifest up to them mentions a chunk.
   *
   * @param address byte offset of the chunk
   * @param to index behind the last such session, counted from the oldest
   */
  void gap(long address, int to);
}
