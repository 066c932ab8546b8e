/**
 * What all kinds of provider share: how a provider is found by name, what an operator can set of
 * it, and how it reports failure. Nothing here depends on a kind of provider.
 */
@NullMarked
package io.wyng.spi;

import org.jspecify.annotations.NullMarked;
