/**
 * Finds plugins, checks them, gives each a module layer of its own, and hands out their providers
 * by kind and name. What a provider is used for must not be known here, and no plugin is named
 * here.
 */
@NullMarked
package io.wyng.engine.plugin;

import org.jspecify.annotations.NullMarked;
