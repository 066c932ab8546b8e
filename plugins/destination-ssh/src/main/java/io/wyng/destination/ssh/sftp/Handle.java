package io.wyng.destination.ssh.sftp;

/**
 * An open file or directory over there.
 *
 * @param raw what the server calls it, each character of which stands for one byte
 */
record Handle(String raw) {}
