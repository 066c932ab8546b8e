/**
 * What this machine keeps of an archive: the trusted copy of its metadata, and the lock. What the
 * files mean is known by the format.
 */
@NullMarked
package io.wyng.engine.local;

import org.jspecify.annotations.NullMarked;
