/**
 * The contract tests of destinations, run by JUnit inside the program. What a destination must do
 * must not be known here: that is {@code io.wyng.spi.contract}.
 */
@NullMarked
package io.wyng.validation;

import org.jspecify.annotations.NullMarked;
