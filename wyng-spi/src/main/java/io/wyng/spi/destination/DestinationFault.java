package io.wyng.spi.destination;

/** Reasons for which a destination fails that an operator, or a script, answers differently. */
public enum DestinationFault {
  /** Nothing answers at the address: unknown host, refused, no route, a virtual machine halted. */
  UNREACHABLE,
  /** The other side is not the one known under this name, or not known yet. */
  UNTRUSTED,
  /** The other side does not let us in. */
  AUTHENTICATION,
  /** It was reached, and then the connection broke or nothing was heard for too long. */
  CONNECTION_LOST,
  /** No space, no inodes, or a quota is used up. */
  NO_SPACE,
  /** A file or directory may not be read or written by us, or the file system is read-only. */
  PERMISSION_DENIED
}
