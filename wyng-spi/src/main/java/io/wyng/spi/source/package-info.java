/**
 * Storage that holds the volumes to back up, and the targets they are restored to. What an archive
 * looks like must not be known here.
 */
@NullMarked
package io.wyng.spi.source;

import org.jspecify.annotations.NullMarked;
