package io.wyng.source.lvmthin;

import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The host whose LVM is used.
 *
 * @param programs its programs
 * @param runDirectory where notes lie that end with the boot of the host
 */
record LvmHost(Programs programs, Path runDirectory) {

  /** This host. */
  static LvmHost ofThisProcess() {
    return new LvmHost(Programs.ofThisHost(), Path.of("/run/wyng"));
  }

  Lvm lvm() {
    return new Lvm(programs);
  }

  DeviceMapper deviceMapper() {
    return new DeviceMapper(programs);
  }

  VolumeGroup group(String vg) {
    return new VolumeGroup(vg, lvm(), deviceMapper());
  }

  /**
   * Checks that LVM is there and that we may use it.
   *
   * @throws ProviderException when not
   */
  void requireUsable() throws IOException {
    programs.require(Lvm.PROGRAMS);
    programs.require(DeviceMapper.PROGRAM);
    Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    if (!user.equals(0)) {
      throw new ProviderException(
          "LVM can be used by root alone, and this is user number " + user,
          "Run the command with sudo.");
    }
  }
}
