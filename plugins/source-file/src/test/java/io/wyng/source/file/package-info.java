/**
 * Tests of the source as its users see it. Those of single parts lie in the parts' own packages.
 */
@NullMarked
package io.wyng.source.file;

import org.jspecify.annotations.NullMarked;
