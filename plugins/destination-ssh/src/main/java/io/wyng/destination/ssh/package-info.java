/**
 * Archives at addresses such as {@code ssh://user@host/path}: reads the address and chooses between
 * shell and SFTP. How either of them works must not be known here.
 */
@NullMarked
package io.wyng.destination.ssh;

import org.jspecify.annotations.NullMarked;
