/** A small file store that holds an archive. What the files mean must not be known here. */
@NullMarked
package io.wyng.spi.destination;

import org.jspecify.annotations.NullMarked;
