/**
 * The commands beside send and receive, as their users run them. What goes wrong with all commands
 * is tested elsewhere.
 */
@NullMarked
package io.wyng.it.command;

import org.jspecify.annotations.NullMarked;
