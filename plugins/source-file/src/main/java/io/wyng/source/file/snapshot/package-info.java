/**
 * The snapshot files of volumes: their names, and the crash-safe steps that make, promote and
 * remove them. How contents are compared, and what the caller does with them, must not be known
 * here.
 */
@NullMarked
package io.wyng.source.file.snapshot;

import org.jspecify.annotations.NullMarked;
