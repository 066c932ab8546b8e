/**
 * The image itself: its modules, its plugins, and that it runs wherever it is put. What its
 * commands do with archives is tested elsewhere.
 */
@NullMarked
package io.wyng.it.image;

import org.jspecify.annotations.NullMarked;
