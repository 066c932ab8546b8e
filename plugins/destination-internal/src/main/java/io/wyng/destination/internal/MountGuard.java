package io.wyng.destination.internal;

import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that the file system is still the one that was found first. When a disk drops out its
 * empty mount point remains, and writing there would fill the wrong file system. Safe for use by
 * several threads.
 */
final class MountGuard {

  private final Path mountPath;
  private @Nullable Object device;

  MountGuard(Path mountPath) {
    this.mountPath = mountPath;
  }

  /**
   * Remembers the file system when it is called first; afterwards fails when there is another one.
   */
  synchronized void check() throws IOException {
    Object found = found();
    if (device == null) {
      device = found;
    } else if (!device.equals(found)) {
      throw new ProviderException(
          "The file system at " + mountPath + " was unmounted or exchanged while Wyng ran",
          "Mount it again and repeat the command.");
    }
  }

  private Object found() throws IOException {
    try {
      return MountPoints.device(mountPath);
    } catch (IOException e) {
      throw Explanation.of("use", mountPath, e);
    }
  }
}
