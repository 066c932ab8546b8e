/**
 * Archive formats 1 and 2: one file a chunk, plain-text metadata. The documents are format1.md and
 * format2.md of the format description.
 */
@NullMarked
package io.wyng.engine.format.chunkfile;

import org.jspecify.annotations.NullMarked;
