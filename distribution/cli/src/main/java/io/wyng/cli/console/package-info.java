/**
 * The terminal or the pipe that we talk through: lines, the one rewritten line, questions. It knows
 * nothing of archives.
 */
@NullMarked
package io.wyng.cli.console;

import org.jspecify.annotations.NullMarked;
