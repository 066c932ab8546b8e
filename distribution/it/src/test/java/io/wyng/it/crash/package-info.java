/**
 * The program killed by the kernel at one system call after the other. What is left then, and what
 * the next command makes of it, is all that matters here.
 */
@NullMarked
package io.wyng.it.crash;

import org.jspecify.annotations.NullMarked;
