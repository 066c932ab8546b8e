/**
 * The program on real LVM thin volumes, in a virtual machine. Classes named {@code VmSuite} run
 * inside it; the others start it and show what came out.
 */
@NullMarked
package io.wyng.it.lvm;

import org.jspecify.annotations.NullMarked;
