/**
 * The source {@code file}: a directory whose regular files are volumes. How snapshots are stored
 * and how content is compared must not be known here.
 */
@NullMarked
package io.wyng.source.file;

import org.jspecify.annotations.NullMarked;
