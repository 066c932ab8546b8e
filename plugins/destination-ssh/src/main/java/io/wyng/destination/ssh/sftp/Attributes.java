package io.wyng.destination.ssh.sftp;

import io.wyng.spi.ProviderException;

/**
 * What the server says about a file.
 *
 * @param size its size in bytes; 0 when not told
 * @param owner the number of its owner; -1 when not told
 * @param permissions type and permission bits as in {@code st_mode}; 0 when not told
 * @param modified when it was changed, in seconds; 0 when not told
 */
record Attributes(long size, int owner, int permissions, int modified) {

  private static final int HAS_SIZE = 1;
  private static final int HAS_OWNER = 2;
  private static final int HAS_PERMISSIONS = 4;
  private static final int HAS_TIMES = 8;
  private static final int HAS_EXTENSIONS = 0x80000000;

  private static final int TYPE = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;
  private static final int LINK = 0120000;

  static Attributes parse(Reply reply) throws ProviderException {
    int flags = reply.number();
    long size = (flags & HAS_SIZE) == 0 ? 0 : reply.longNumber();
    int owner = -1;
    if ((flags & HAS_OWNER) != 0) {
      owner = reply.number();
      reply.number(); // the group
    }
    int permissions = (flags & HAS_PERMISSIONS) == 0 ? 0 : reply.number();
    int modified = 0;
    if ((flags & HAS_TIMES) != 0) {
      reply.number(); // when it was read
      modified = reply.number();
    }
    if ((flags & HAS_EXTENSIONS) != 0) {
      for (int i = reply.number(); i > 0; i--) {
        reply.bytes();
        reply.bytes();
      }
    }
    if (size < 0) {
      throw Reply.broken("a file of " + size + " bytes");
    }
    return new Attributes(size, owner, permissions, modified);
  }

  boolean isDirectory() {
    return (permissions & TYPE) == DIRECTORY;
  }

  boolean isRegular() {
    return (permissions & TYPE) == REGULAR;
  }

  boolean isLink() {
    return (permissions & TYPE) == LINK;
  }
}
