/** What the tests of all parts do to files. */
@NullMarked
package io.wyng.source.file.linux;

import org.jspecify.annotations.NullMarked;
