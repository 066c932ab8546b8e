package org.example.backup.mvstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;

/**
 * Files and directories by number, without their names. A file's content is a row of blocks, all of
 * the same length except the last.
 *
 * <p>The maps have explicit types: MVStore's default type would deserialize any object that
 * somebody put into the file.
 */
final class Nodes {

  static final int BLOCK_BYTES = 1 << 16;

  /** The directory above all others. */
  static final long TOP = 0;

  /** What stands in the place of a length. */
  private static final long DIRECTORY = -1;

  private static final long UNFINISHED = -2;

  /** Bits of a block's key that number the blocks of one file: up to a tebibyte of them. */
  private static final int BLOCK_NUMBER_BITS = 24;

  /** The length of each file; that of others is negative. */
  private final MVMap<Long, Long> lengths;

  /** How many names a file has, where it has more than one. */
  private final MVMap<Long, Long> links;

  /** The files that are being written; after a crash they are to be removed. */
  private final MVMap<Long, Long> unfinished;

  private final MVMap<Long, byte[]> blocks;

  Nodes(MVStore store) {
    lengths = numbers(store, "lengths");
    links = numbers(store, "links");
    unfinished = numbers(store, "unfinished");
    blocks =
        store.openMap(
            "blocks",
            new MVMap.Builder<Long, byte[]>()
                .keyType(LongDataType.INSTANCE)
                .valueType(BlockType.INSTANCE));
  }

  private static MVMap<Long, Long> numbers(MVStore store, String name) {
    return store.openMap(
        name,
        new MVMap.Builder<Long, Long>()
            .keyType(LongDataType.INSTANCE)
            .valueType(LongDataType.INSTANCE));
  }

  void createTop() {
    lengths.put(TOP, DIRECTORY);
  }

  long createDirectory() {
    return create(DIRECTORY);
  }

  private long create(long length) {
    long node = lengths.lastKey() + 1;
    lengths.put(node, length);
    return node;
  }

  boolean isDirectory(long node) throws IOException {
    return known(node) == DIRECTORY;
  }

  /** The length of a file in bytes. */
  long length(long file) throws IOException {
    return Math.max(0, known(file));
  }

  private long known(long node) throws IOException {
    Long length = lengths.get(node);
    if (length == null) {
      throw Failures.damaged("there is a name of node " + node + ", but not the node");
    }
    return length;
  }

  /** Writes a whole file, which has no name yet. */
  long write(ByteBuffer content) {
    int length = content.remaining();
    long file = create(length);
    for (long at = 0; at < length; at += BLOCK_BYTES) {
      byte[] block = new byte[Math.min(BLOCK_BYTES, content.remaining())];
      content.get(block);
      blocks.put(blockKey(file, at), block);
    }
    return file;
  }

  /** Begins a file that is written in parts. */
  long begin() {
    long file = create(UNFINISHED);
    unfinished.put(file, 0L);
    return file;
  }

  /** Writes the next block of a file that was begun; all but the last are full. */
  void append(long file, long at, byte[] block) {
    blocks.put(blockKey(file, at), block);
  }

  void finish(long file, long length) {
    unfinished.remove(file);
    lengths.put(file, length);
  }

  /** Removes what was begun and never finished. */
  void removeUnfinished() {
    for (Long file = unfinished.firstKey(); file != null; file = unfinished.firstKey()) {
      remove(file);
    }
  }

  /** Counts one more name of a file. */
  void addLink(long file) {
    links.put(file, links.getOrDefault(file, 1L) + 1);
  }

  /** Removes an empty directory, or one name of a file and with the last one its content. */
  void remove(long node) {
    Long names = links.remove(node);
    if (names == null) {
      lengths.remove(node);
      unfinished.remove(node);
      removeBlocks(node);
    } else if (names > 2) {
      links.put(node, names - 1);
    }
  }

  private void removeBlocks(long file) {
    long end = blockKey(file + 1, 0);
    Long key = blocks.ceilingKey(blockKey(file, 0));
    while (key != null && key < end) {
      blocks.remove(key);
      key = blocks.ceilingKey(key);
    }
  }

  /** Fills the target with a file's bytes, from an offset on. */
  void read(long file, long offset, ByteBuffer target) throws IOException {
    long at = offset;
    while (target.hasRemaining()) {
      byte[] block = blocks.get(blockKey(file, at));
      int start = (int) (at % BLOCK_BYTES);
      if (block == null || block.length <= start) {
        throw Failures.damaged("file " + file + " lacks its bytes from " + at + " on");
      }
      int count = Math.min(block.length - start, target.remaining());
      target.put(block, start, count);
      at += count;
    }
  }

  /** SHA-256 of a file, in hexadecimal digits. */
  String sha256(long file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      long length = length(file);
      ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
      for (long at = 0; at < length; at += BLOCK_BYTES) {
        block.clear().limit((int) Math.min(BLOCK_BYTES, length - at));
        read(file, at, block);
        digest.update(block.flip());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java runtime has SHA-256", e);
    }
  }

  private static long blockKey(long file, long at) {
    return file << BLOCK_NUMBER_BITS | at / BLOCK_BYTES;
  }
}
