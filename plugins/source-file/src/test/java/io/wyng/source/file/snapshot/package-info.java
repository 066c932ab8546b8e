/** Tests of the snapshots' files. */
@NullMarked
package io.wyng.source.file.snapshot;

import org.jspecify.annotations.NullMarked;
