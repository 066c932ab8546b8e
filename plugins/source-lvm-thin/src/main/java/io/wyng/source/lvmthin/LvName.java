package io.wyng.source.lvmthin;

import io.wyng.spi.ProviderException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The name of a logical volume with that of its volume group.
 *
 * <p>Both consist of {@code a-z A-Z 0-9 + . _ -} and neither starts with {@code -}, so that either
 * may be the first character of a program's argument.
 *
 * @param vg the volume group
 * @param lv the logical volume
 */
record LvName(String vg, String lv) {

  private static final Pattern SYNTAX = Pattern.compile("[a-zA-Z0-9+._][a-zA-Z0-9+._-]{0,126}");

  /** What LVM's own check leaves for both names together (vg_validate in lvm2). */
  private static final int LVM_LIMIT = 124;

  /** What the kernel leaves for the name of a device-mapper device. */
  private static final int DEVICE_MAPPER_LIMIT = 127;

  LvName {
    if (!isValid(vg) || !isValid(lv)) {
      throw new IllegalArgumentException("Not the name of a logical volume: " + vg + "/" + lv);
    }
  }

  /** Whether LVM could call a volume group or a logical volume so. */
  static boolean isValid(String name) {
    return SYNTAX.matcher(name).matches() && !name.equals(".") && !name.equals("..");
  }

  /** A logical volume of the same group whose name has something appended. */
  LvName suffixed(String suffix) {
    return new LvName(vg, lv + suffix);
  }

  /** {@code VG/LV}, as LVM's programs take it. */
  String qualified() {
    return vg + "/" + lv;
  }

  /** The device node, which exists while the volume is active. */
  Path device() {
    return Path.of("/dev", vg, lv);
  }

  /** The name of its device-mapper device, in which every {@code -} of the two names is doubled. */
  String deviceMapperName() {
    return vg.replace("-", "--") + "-" + lv.replace("-", "--");
  }

  /** Checks that LVM can create and activate a volume of this name. */
  void requireCreatable() throws ProviderException {
    int excess =
        Math.max(
            vg.length() + lv.length() - LVM_LIMIT,
            deviceMapperName().length() - DEVICE_MAPPER_LIMIT);
    if (excess > 0) {
      throw new ProviderException(
          "The name "
              + qualified()
              + " is "
              + excess
              + " characters longer than LVM allows (each - counts twice)",
          "Give the volume a shorter name with lvrename.");
    }
  }

  @Override
  public String toString() {
    return qualified();
  }
}
