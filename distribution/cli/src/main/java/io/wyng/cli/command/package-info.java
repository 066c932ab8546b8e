/**
 * One class per command: its options, its help, and the request to the engine that it stands for.
 * How results look is not decided here.
 */
@NullMarked
package io.wyng.cli.command;

import org.jspecify.annotations.NullMarked;
