package io.wyng.destination.ssh.sftp;

import io.wyng.spi.ProviderException;
import java.util.HashSet;
import java.util.Set;

/**
 * What a server offers beyond version 3 of the protocol (PROTOCOL of OpenSSH, section 4).
 *
 * @param names the names of the extensions with the version that is used here
 */
record Extensions(Set<String> names) {

  static final String POSIX_RENAME = "posix-rename@openssh.com";
  static final String HARD_LINK = "hardlink@openssh.com";
  static final String FILE_SYSTEM = "statvfs@openssh.com";
  static final String FSYNC = "fsync@openssh.com";
  static final String LIMITS = "limits@openssh.com";
  static final String NAMES_OF_IDS = "users-groups-by-id@openssh.com";

  private static final int MOST = 1000;

  static Extensions parse(Reply reply) throws ProviderException {
    Set<String> names = new HashSet<>();
    while (reply.hasMore()) {
      names.add(reply.raw());
      reply.bytes();
      if (names.size() > MOST) {
        throw Reply.broken("thousands of extensions");
      }
    }
    return new Extensions(Set.copyOf(names));
  }

  boolean has(String name) {
    return names.contains(name);
  }
}
