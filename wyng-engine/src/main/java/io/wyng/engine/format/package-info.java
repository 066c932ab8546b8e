/**
 * How archives lie on a destination, behind one interface. Operations see only the types of this
 * package; each way of storing chunks is a package below.
 */
@NullMarked
package io.wyng.engine.format;

import org.jspecify.annotations.NullMarked;
