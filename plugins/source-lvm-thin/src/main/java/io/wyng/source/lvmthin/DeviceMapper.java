package io.wyng.source.lvmthin;

import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel's device-mapper itself knows and does, which costs far less than asking LVM. */
final class DeviceMapper {

  static final String PROGRAM = "dmsetup";

  private static final Pattern THIN_TABLE =
      Pattern.compile("0 (?<sectors>\\d+) thin \\S+ (?<id>\\d+)(?: (?<origin>\\S+))?");
  private static final Pattern THIN_STATUS =
      Pattern.compile("0 \\d+ thin (?<mapped>\\d+) (?:-|\\d+)");
  private static final Pattern LVM_UUID =
      Pattern.compile("LVM-.{32}(.{6})(.{4})(.{4})(.{4})(.{4})(.{4})(.{6})");

  private final Programs programs;

  DeviceMapper(Programs programs) {
    this.programs = programs;
  }

  /**
   * An active thin volume.
   *
   * @param sizeBytes its size
   * @param thinId its number in the pool's metadata
   * @param externalOrigin the device that shows through where nothing is mapped, if there is one
   */
  record ThinVolume(long sizeBytes, long thinId, Optional<String> externalOrigin) {}

  ThinVolume thinVolume(LvName volume) throws IOException {
    Matcher table = match(THIN_TABLE, "table", volume);
    return new ThinVolume(
        Math.multiplyExact(Long.parseLong(table.group("sectors")), 512L),
        Long.parseLong(table.group("id")),
        Optional.ofNullable(table.group("origin")));
  }

  /** How many bytes an active thin volume has mapped, counting whole blocks of the pool. */
  long mappedBytes(LvName volume) throws IOException {
    Matcher status = match(THIN_STATUS, "status", volume);
    return Math.multiplyExact(Long.parseLong(status.group("mapped")), 512L);
  }

  /** The identity of an active volume, as LVM writes it. */
  String volumeUuid(LvName volume) throws IOException {
    String uuid = ask(volume, "info", "-c", "--noheadings", "-o", "uuid").strip();
    Matcher parts = LVM_UUID.matcher(uuid);
    if (!parts.matches()) {
      throw notUnderstood(volume, uuid);
    }
    return parts.replaceFirst("$1-$2-$3-$4-$5-$6-$7");
  }

  /** The status of a pool, or empty when it is not active. */
  Optional<PoolStatus> poolStatus(LvName pool) throws IOException {
    ProgramResult result = tellPool(pool, "status");
    if (isMissing(result)) {
      return Optional.empty();
    }
    result.expectSuccess(
        "Cannot get the status of the thin pool " + pool,
        "Try: dmsetup status " + poolDevice(pool) + ".");
    return Optional.of(PoolStatus.parse(pool, result.output()));
  }

  /** Tells a pool to reserve a snapshot of its metadata; the caller judges the result. */
  ProgramResult reserveMetadata(LvName pool) throws IOException {
    return message(pool, "reserve_metadata_snap");
  }

  /** Tells a pool to release the snapshot of its metadata; the caller judges the result. */
  ProgramResult releaseMetadata(LvName pool) throws IOException {
    return message(pool, "release_metadata_snap");
  }

  private ProgramResult message(LvName pool, String message) throws IOException {
    return tellPool(pool, "message", "0", message);
  }

  /**
   * Runs a command on the device that is the pool itself. As long as a pool has never had a volume,
   * that device has the pool's own name.
   */
  private ProgramResult tellPool(LvName pool, String command, String... words) throws IOException {
    ProgramResult result = programs.run(PROGRAM, line(command, poolDevice(pool), words));
    return isMissing(result)
        ? programs.run(PROGRAM, line(command, pool.deviceMapperName(), words))
        : result;
  }

  private static List<String> line(String command, String device, String... words) {
    List<String> line = new ArrayList<>(List.of(command, device));
    line.addAll(List.of(words));
    return line;
  }

  private static boolean isMissing(ProgramResult result) {
    return result.complainedOf("Device does not exist") || result.complainedOf("No such device");
  }

  /**
   * The name of the device that is a pool with volumes; LVM puts another one without suffix above
   * it.
   */
  static String poolDevice(LvName pool) {
    return pool.deviceMapperName() + "-tpool";
  }

  /** The path of the pool's metadata. */
  static String metadataDevice(LvName pool) {
    return "/dev/mapper/" + pool.deviceMapperName() + "_tmeta";
  }

  private Matcher match(Pattern pattern, String command, LvName volume) throws IOException {
    String answer = ask(volume, command).strip();
    Matcher matcher = pattern.matcher(answer);
    if (!matcher.matches()) {
      throw notUnderstood(volume, answer);
    }
    return matcher;
  }

  private String ask(LvName volume, String command, String... options) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(command);
    arguments.addAll(List.of(options));
    arguments.add(volume.deviceMapperName());
    return programs
        .run(PROGRAM, arguments)
        .expectSuccess(
            "Cannot ask the kernel about the logical volume " + volume,
            "Try: dmsetup info " + volume.deviceMapperName() + ".")
        .output();
  }

  private static ProviderException notUnderstood(LvName volume, String answer) {
    return new ProviderException(
        "The kernel's answer about the logical volume " + volume + " is not understood: " + answer,
        "Try: dmsetup table " + volume.deviceMapperName() + ", and dmsetup status.");
  }
}
