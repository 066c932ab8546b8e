/** Tests of restore targets. */
@NullMarked
package io.wyng.source.file.restore;

import org.jspecify.annotations.NullMarked;
