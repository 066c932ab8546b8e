/**
 * What all kinds of provider share: how a provider is found by name, and how it reports failure.
 * Nothing here depends on a kind of provider.
 */
@NullMarked
package io.wyng.spi;

import org.jspecify.annotations.NullMarked;
