/**
 * The assembled program as the tests use it: started as a process of its own, on disk images that
 * are made for the purpose. What an archive looks like inside must not be known here.
 */
@NullMarked
package io.wyng.it.program;

import org.jspecify.annotations.NullMarked;
