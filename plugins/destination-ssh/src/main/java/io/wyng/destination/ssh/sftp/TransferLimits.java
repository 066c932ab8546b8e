package io.wyng.destination.ssh.sftp;

import io.wyng.spi.ProviderException;

/**
 * How much a server takes at once.
 *
 * @param read the most bytes to ask for in a request
 * @param write the most bytes to send in a request
 * @param handles how many files may be open
 */
record TransferLimits(int read, int write, int handles) {

  /** What every server has to take (draft-ietf-secsh-filexfer-02, section 3). */
  static final TransferLimits LEAST = new TransferLimits(32 << 10, 32 << 10, 64);

  /** More gains nothing, and would not fit into a packet. */
  private static final int MOST_BYTES = 255 << 10;

  private static final int MOST_HANDLES = 256;

  static TransferLimits parse(Reply reply) throws ProviderException {
    reply.longNumber(); // the longest packet
    long read = reply.longNumber();
    long write = reply.longNumber();
    long handles = reply.longNumber();
    return new TransferLimits(
        bounded(read, LEAST.read, MOST_BYTES),
        bounded(write, LEAST.write, MOST_BYTES),
        bounded(handles / 2, LEAST.handles, MOST_HANDLES));
  }

  private static int bounded(long value, int least, int most) {
    return (int) Math.min(Math.max(value, least), most);
  }
}
