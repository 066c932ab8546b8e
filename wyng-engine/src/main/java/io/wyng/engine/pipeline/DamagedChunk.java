package io.wyng.engine.pipeline;

import io.wyng.engine.archive.SessionName;

/**
 * A chunk that is not what was stored.
 *
 * @param address byte offset in the volume
 * @param session the session in which it is stored
 * @param how what is wrong with it, continuing a sentence
 */
public record DamagedChunk(long address, SessionName session, String how) {}
