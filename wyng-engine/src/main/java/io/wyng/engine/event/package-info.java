/**
 * What happens during an operation, as values for whoever shows them. Nothing here decides how it
 * is shown.
 */
@NullMarked
package io.wyng.engine.event;

import org.jspecify.annotations.NullMarked;
