/**
 * Tests of LVM thin pools. Classes named {@code ...VmSuite} need root and a real device-mapper, so
 * they run in a virtual machine only ({@code src/test/vm/run-suites}); everything else runs
 * anywhere.
 */
@NullMarked
package io.wyng.source.lvmthin;

import org.jspecify.annotations.NullMarked;
