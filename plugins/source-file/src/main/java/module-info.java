/**
 * Disk image files as volumes: the regular files of a directory are backed up, and volumes are
 * restored to files and block devices.
 *
 * <p>Uses system calls of Linux (holes, clones, exclusive devices), so it needs native access.
 *
 * @provides io.wyng.spi.source.SourceProvider under the name {@code file}
 */
module io.wyng.source.file {
  requires io.wyng.spi;
  requires static org.jspecify;

  provides io.wyng.spi.source.SourceProvider with
      io.wyng.source.file.FileSourceProvider;
}
