package io.wyng.source.lvmthin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The commands of LVM, each run once and checked.
 *
 * <p>They never ask back: {@code --yes} answers for us, and there is nothing on their standard
 * input.
 */
final class Lvm {

  /** The programs that every use of a pool needs. */
  static final String[] PROGRAMS = {"lvs", "lvcreate", "lvchange", "lvrename", "lvremove"};

  private final Programs programs;

  Lvm(Programs programs) {
    this.programs = programs;
  }

  /**
   * Asks for all volumes of a group: one scan of the host's disks.
   *
   * @return the report, or empty when there is no such group
   */
  Optional<LvmReport> report(String vg) throws IOException {
    List<String> arguments =
        List.of("--reportformat", "json", "--units", "b", "--nosuffix", "-o", LvmReport.FIELDS, vg);
    ProgramResult result = programs.run("lvs", arguments);
    if (result.complainedOf("Volume group \"" + vg + "\" not found")) {
      return Optional.empty();
    }
    result.expectSuccess(
        "Cannot list the logical volumes of " + vg, "Try: lvs " + vg + ", and vgs -v " + vg + ".");
    return Optional.of(LvmReport.parse(result.output()));
  }

  /** Makes a read-only thin snapshot that is active now and after every start of the host. */
  void createSnapshot(LvName origin, LvName snapshot, Collection<String> tags) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-y", "-pr", "-kn", "-ay"));
    for (String tag : tags) {
      arguments.addAll(List.of("--addtag", tag));
    }
    arguments.addAll(List.of("-n", snapshot.lv(), "-s", origin.qualified()));
    change(
        "Cannot make the snapshot " + snapshot,
        "Look at the pool and the volume with: lvs -a " + origin.vg() + ".",
        "lvcreate",
        arguments);
  }

  /** Creates an empty thin volume; the size is a multiple of the group's extents. */
  void createThin(LvName pool, LvName volume, long sizeBytes) throws IOException {
    change(
        "Cannot create the logical volume " + volume + " in the pool " + pool,
        "Create it with lvcreate, or restore to a file or to another volume.",
        "lvcreate",
        List.of("-y", "-V", bytes(sizeBytes), "-n", volume.lv(), "-T", pool.qualified()));
  }

  /** Creates its device node, whatever its tags and flags say about being activated. */
  void activate(LvName volume) throws IOException {
    change(
        "Cannot activate the logical volume " + volume,
        "Try: lvchange -ay -K " + volume + ".",
        "lvchange",
        List.of("-y", "-ay", "-K", volume.qualified()));
  }

  void addTag(LvName volume, String tag) throws IOException {
    change(
        "Cannot tag " + volume + " with " + tag,
        "Look at it with: lvs -o +tags " + volume + ".",
        "lvchange",
        List.of("-y", "--addtag", tag, volume.qualified()));
  }

  void rename(LvName from, LvName to) throws IOException {
    change(
        "Cannot rename " + from + " to " + to.lv(),
        "Look at both with: lvs " + from.vg() + ".",
        "lvrename",
        List.of("-y", from.vg(), from.lv(), to.lv()));
  }

  /**
   * Removes a volume. It is not discarded before: the pool frees its blocks all the same, and
   * passing the discards down to the disk would take as long as the volume is big.
   */
  void remove(LvName volume) throws IOException {
    change(
        "Cannot remove the logical volume " + volume,
        "See who uses it (lsblk, dmsetup info -c), and remove it with lvremove.",
        "lvremove",
        List.of("-f", "-y", volume.qualified()));
  }

  /** Gives a volume another size, a multiple of the group's extents, whatever it holds. */
  void resize(LogicalVolume volume, long sizeBytes) throws IOException {
    boolean grows = sizeBytes > volume.sizeBytes();
    List<String> arguments = new ArrayList<>(List.of("-y", "-L", bytes(sizeBytes)));
    if (!grows) {
      arguments.addFirst("-f");
    }
    arguments.add(volume.name().qualified());
    change(
        "Cannot change the size of "
            + volume.name()
            + " from "
            + volume.sizeBytes()
            + " to "
            + sizeBytes
            + " bytes",
        "Give it that size with lvresize, or restore to another volume.",
        grows ? "lvextend" : "lvreduce",
        arguments);
  }

  private void change(String task, String remedy, String program, List<String> arguments)
      throws IOException {
    programs.run(program, arguments).expectSuccess(task, remedy);
  }

  private static String bytes(long size) {
    return size + "b";
  }
}
