/**
 * Archives on the far side of a connection: a real sshd on this machine, with a shell and without,
 * and a stand-in for Qubes. What the plugins' own tests show of each part must not be repeated
 * here.
 */
@NullMarked
package io.wyng.it.remote;

import org.jspecify.annotations.NullMarked;
