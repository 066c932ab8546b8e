/** What messages for the operator have in common. What went wrong must not be known here. */
@NullMarked
package io.wyng.destination.ssh.message;

import org.jspecify.annotations.NullMarked;
