/**
 * Chunks on their way between a volume and an archive: one reader, several workers, one ordered
 * end, bounded in bytes and cancelled from one place. Which operation drives it must not be known
 * here.
 */
@NullMarked
package io.wyng.engine.pipeline;

import org.jspecify.annotations.NullMarked;
