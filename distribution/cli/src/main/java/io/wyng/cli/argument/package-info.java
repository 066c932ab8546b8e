/**
 * The order of words: options before or after the command, and what is wrong with a command line
 * that does not fit. Nothing here knows what a command does; what exists is read from its model.
 */
@NullMarked
package io.wyng.cli.argument;

import org.jspecify.annotations.NullMarked;
