/**
 * The nouns of an archive: volumes, sessions, chunks and settings, as values without any storage.
 * How they look on disk must not be known here.
 */
@NullMarked
package io.wyng.engine.archive;

import org.jspecify.annotations.NullMarked;
