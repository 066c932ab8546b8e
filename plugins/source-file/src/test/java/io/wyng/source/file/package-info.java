/**
 * Tests of the source as its users see it; those of single parts lie in the parts' own packages.
 * Classes named {@code ...VmSuite} need root, empty disks and other file systems, so they run in a
 * virtual machine only.
 */
@NullMarked
package io.wyng.source.file;

import org.jspecify.annotations.NullMarked;
