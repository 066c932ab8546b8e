package io.wyng.source.lvmthin;

import io.wyng.spi.ProviderException;
import io.wyng.spi.source.TargetClaim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The special form of a restore target's path that speaks of a logical volume, which need not
 * exist: {@code /dev/VG/LV}.
 */
final class TargetPath {

  private static final Pattern FORM = Pattern.compile("/dev/(?<vg>[^/]+)/(?<lv>[^/]+)");

  private static final Pattern DEVICE_MAPPER = Pattern.compile("dm-\\d+");

  /** Directories of /dev that never are volume groups. */
  private static final Set<String> OTHER_DIRECTORIES =
      Set.of(
          "block",
          "bsg",
          "bus",
          "char",
          "cpu",
          "disk",
          "dma_heap",
          "dri",
          "fd",
          "hugepages",
          "input",
          "mapper",
          "md",
          "mqueue",
          "net",
          "pts",
          "raw",
          "shm",
          "snd",
          "usb",
          "v4l",
          "vfio",
          "xen",
          "zvol");

  private TargetPath() {}

  /** Whether the path has the form, and nothing else is known to be there. */
  static TargetClaim claim(String path) {
    return claim(path, Path.of("/dev"));
  }

  static TargetClaim claim(String path, Path deviceDirectory) {
    Matcher form = FORM.matcher(path);
    if (!form.matches()
        || !LvName.isValid(form.group("vg"))
        || OTHER_DIRECTORIES.contains(form.group("vg"))) {
      return TargetClaim.NONE;
    }
    Path group = deviceDirectory.resolve(form.group("vg"));
    Path volume = group.resolve(form.group("lv"));
    boolean somethingElse =
        Files.exists(volume)
            ? !isDeviceMapper(volume, deviceDirectory)
            : Files.exists(group, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(group);
    return somethingElse ? TargetClaim.NONE : TargetClaim.SPECIFIC;
  }

  /** The logical volume that a path of the form speaks of. */
  static LvName parse(String path) throws ProviderException {
    Matcher form = FORM.matcher(path);
    if (!form.matches()) {
      throw new ProviderException(
          "The path " + path + " does not name a logical volume", "Write it as /dev/VG/LV.");
    }
    if (!LvName.isValid(form.group("vg")) || !LvName.isValid(form.group("lv"))) {
      throw new ProviderException(
          "LVM knows no names like those in " + path,
          "Names consist of a-z A-Z 0-9 + . _ - and do not start with -; choose another with"
              + " --save-to=/dev/VG/LV, or restore to a file.");
    }
    return new LvName(form.group("vg"), form.group("lv"));
  }

  /** With udev the path is a link to /dev/dm-N, without it one to a node in /dev/mapper. */
  private static boolean isDeviceMapper(Path volume, Path deviceDirectory) {
    try {
      Path node = volume.toRealPath();
      return node.startsWith(deviceDirectory.toRealPath().resolve("mapper"))
          || DEVICE_MAPPER.matcher(node.getFileName().toString()).matches();
    } catch (IOException e) {
      return false;
    }
  }
}
