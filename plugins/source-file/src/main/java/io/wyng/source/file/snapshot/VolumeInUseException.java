package io.wyng.source.file.snapshot;

import io.wyng.spi.ProviderException;
import java.nio.file.Path;

/** A volume was written while its snapshot was being copied. */
final class VolumeInUseException extends ProviderException {

  private static final long serialVersionUID = 1L;

  VolumeInUseException(Path file) {
    super(
        "The file "
            + file
            + " was changed while its snapshot was copied, so the copy is not the image of one"
            + " instant",
        "Stop what uses the file (shut down the virtual machine) and try again, or keep the file where"
            + " snapshots are instantaneous: on XFS with reflinks, on Btrfs, or as an LVM thin"
            + " volume.");
  }
}
