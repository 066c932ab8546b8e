/**
 * Tests of archives over shells that run on this machine. What every destination must do is tested
 * by the contract, over each kind of shell and tar.
 */
@NullMarked
package io.wyng.shell;

import org.jspecify.annotations.NullMarked;
