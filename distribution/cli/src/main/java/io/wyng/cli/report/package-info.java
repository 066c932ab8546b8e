/**
 * What happened, as lines for people or as JSON lines for programs. Nothing here decides what
 * happens.
 */
@NullMarked
package io.wyng.cli.report;

import org.jspecify.annotations.NullMarked;
