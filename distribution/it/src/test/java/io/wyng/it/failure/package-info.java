/**
 * What the program says and leaves when something is wrong: with the words it was given, with the
 * destination, with the archive, with its plugins. Each time one message, the right exit status,
 * and nothing lost.
 */
@NullMarked
package io.wyng.it.failure;

import org.jspecify.annotations.NullMarked;
