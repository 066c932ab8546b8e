/** Tests of images, overlays and their comparison. */
@NullMarked
package io.wyng.source.file.image;

import org.jspecify.annotations.NullMarked;
