package io.wyng.it.archive;

import com.github.luben.zstd.Zstd;
import io.wyng.it.program.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/**
 * A file with one compressed chunk (archive format 1, section 2.5; archive format 2, chapter 3).
 */
final class StoredChunk {

  private static final int DIGEST_BITS = 256;

  private final Path file;
  private final byte[] bytes;

  private StoredChunk(Path file, byte[] bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  static StoredChunk read(Path file, int chunkBytes) throws IOException {
    Rule.require(
        Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS), "a stored chunk has a file", file);
    long size = Files.size(file);
    Rule.require(
        size > 0 && size <= chunkBytes + chunkBytes / 64,
        "a stored chunk has 1 to chunksize + chunksize/64 bytes",
        file + " (" + size + ")");
    return new StoredChunk(file, Files.readAllBytes(file));
  }

  void requireDigest(String hash, String digest) {
    String actual = hash.equals("sha256") ? Sha256.of(bytes) : blake2b();
    Rule.require(
        actual.equals(digest), "the digest in the manifest is that of the compressed bytes", file);
  }

  private String blake2b() {
    Blake2bDigest digest = new Blake2bDigest(DIGEST_BITS);
    digest.update(bytes, 0, bytes.length);
    byte[] result = new byte[DIGEST_BITS / Byte.SIZE];
    digest.doFinal(result, 0);
    return Sha256.hex(result);
  }

  /** The chunk itself, of exactly that length. */
  byte[] content(String compression, int length) throws IOException {
    return switch (compression) {
      case "zlib" -> inflated(length);
      case "bz2" -> unzipped(length);
      default -> zstandard(length);
    };
  }

  private byte[] inflated(int length) {
    // One byte more than there may be, so that a longer stream shows.
    byte[] content = new byte[length + 1];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes);
      int count = inflater.inflate(content);
      Rule.require(inflater.finished(), "a chunk is one complete zlib stream", file);
      Rule.require(inflater.getRemaining() == 0, "nothing follows the zlib stream", file);
      return ofLength(content, count, length);
    } catch (DataFormatException e) {
      throw new AssertionError(file + " is no zlib stream", e);
    } finally {
      inflater.end();
    }
  }

  private byte[] unzipped(int length) throws IOException {
    ByteArrayInputStream stored = new ByteArrayInputStream(bytes);
    try (BZip2CompressorInputStream stream = new BZip2CompressorInputStream(stored)) {
      byte[] content = stream.readNBytes(length + 1);
      Rule.require(stored.available() == 0, "nothing follows the bzip2 stream", file);
      return ofLength(content, content.length, length);
    }
  }

  private byte[] zstandard(int length) {
    Rule.require(
        Zstd.getFrameContentSize(bytes) == length,
        "the header of a zstd frame holds the content's size",
        file);
    Rule.require(
        Zstd.findFrameCompressedSize(bytes) == bytes.length, "a chunk is one zstd frame", file);
    byte[] content = Zstd.decompress(bytes, length);
    return ofLength(content, content.length, length);
  }

  private byte[] ofLength(byte[] content, int count, int length) {
    Rule.require(count == length, "a chunk decompresses to its length", file + " (" + count + ")");
    return content.length == length ? content : Arrays.copyOf(content, length);
  }
}
