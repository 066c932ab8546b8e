/**
 * Reads archives by the letter of the format documents, independently of the program that is
 * tested. Nothing of Wyng itself may be used here.
 */
@NullMarked
package io.wyng.it.archive;

import org.jspecify.annotations.NullMarked;
