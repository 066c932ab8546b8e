/** Tests of SFTP against servers that no honest program would be. Real servers are tested above. */
@NullMarked
package io.wyng.destination.ssh.sftp;

import org.jspecify.annotations.NullMarked;
