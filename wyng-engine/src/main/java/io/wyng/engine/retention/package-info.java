/**
 * Which sessions of a volume stay and which may go, as pure functions of their names and tags. How
 * sessions are removed, and any clock, must not be known here.
 */
@NullMarked
package io.wyng.engine.retention;

import org.jspecify.annotations.NullMarked;
