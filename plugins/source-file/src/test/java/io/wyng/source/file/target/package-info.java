/** Tests of restore targets. */
@NullMarked
package io.wyng.source.file.target;

import org.jspecify.annotations.NullMarked;
