/**
 * Streams of manifest lines: reading, writing and merging them newest-wins, never holding one in
 * memory. Where manifests lie must not be known here.
 */
@NullMarked
package io.wyng.engine.manifest;

import org.jspecify.annotations.NullMarked;
