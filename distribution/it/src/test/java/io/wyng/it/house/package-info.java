/**
 * The laws of the house, checked on the class files of every module. What the program does must not
 * matter here.
 */
@NullMarked
package io.wyng.it.house;

import org.jspecify.annotations.NullMarked;
