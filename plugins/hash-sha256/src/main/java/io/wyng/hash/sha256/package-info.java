/**
 * The hash {@code sha256}, made of the JDK's SHA-256 and HMAC. Chunks, archives and files are
 * unknown here.
 */
@NullMarked
package io.wyng.hash.sha256;

import org.jspecify.annotations.NullMarked;
