/**
 * Writing files so that they survive a crash, for destinations and sources that live in a file
 * system. One small interface, so that a test can stop, fail or tear every single step.
 */
@NullMarked
package io.wyng.spi.durable;

import org.jspecify.annotations.NullMarked;
