/**
 * The process: standard streams, signals and exit status around one run of the program. What the
 * commands are and how results read belongs into the packages below.
 */
@NullMarked
package io.wyng.cli;

import org.jspecify.annotations.NullMarked;
