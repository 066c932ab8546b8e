/**
 * An archive in a mounted file system of this machine, used through the SPI's durable files. What
 * the archive's files mean must not be known here.
 */
@NullMarked
package io.wyng.destination.internal;

import org.jspecify.annotations.NullMarked;
