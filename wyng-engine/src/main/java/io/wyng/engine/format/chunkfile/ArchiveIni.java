package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ArchivePlace;
import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.archive.ArchiveSettings.ConfiguredVolume;
import io.wyng.engine.archive.ChunkSize;
import io.wyng.spi.VolumeName;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.DestinationAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * The file {@code archive.ini} (archive format 1, section 2.1). Settings that we do not know are
 * kept as they are.
 *
 * <p>The location of the volumes is kept in two settings, because it was always a volume group and
 * a pool: what stands before the last {@code /} and what stands behind it.
 */
final class ArchiveIni {

  private static final String VAR = "var";
  private static final String VOLUMES = "volumes";
  private static final String ENABLED = "enable";
  private static final String DISABLED = "disable";

  private ArchiveIni() {}

  /**
   * @throws IllegalArgumentException when the file is damaged; the message says where
   */
  static ArchiveSettings parse(byte[] file) {
    IniText ini = IniText.parse(new String(file, StandardCharsets.UTF_8));
    Map<String, String> var = ini.section(VAR);
    String system = required(var, "destsys", Function.identity());
    return new ArchiveSettings(
        required(var, "uuid", UUID::fromString),
        required(var, "chunksize", text -> new ChunkSize(Integer.parseInt(text))),
        required(var, "compression", Function.identity()),
        required(var, "compr_level", Integer::parseInt),
        required(var, "hashtype", Function.identity()),
        location(var),
        DestinationAddress.parse(
            withColon(system) + required(var, "destmountpoint", Function.identity())),
        subdirectory(var.getOrDefault("destdir", ".")),
        ini.section(VOLUMES).entrySet().stream().map(ArchiveIni::volume).toList());
  }

  private static <T> T required(
      Map<String, String> var, String key, Function<String, T> conversion) {
    String value = var.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the setting " + key + " is missing");
    }
    try {
      return conversion.apply(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the setting " + key + " has the invalid value \"" + value + "\"", e);
    }
  }

  /** Old archives separate the VM and the host of qubes-ssh by a bar. */
  private static String withColon(String system) {
    return system.startsWith("qubes-ssh:") ? system.replace('|', ':') : system;
  }

  private static String location(Map<String, String> var) {
    String group = required(var, "vgname", Function.identity());
    String pool = required(var, "poolname", Function.identity());
    return pool.isEmpty() && !group.isEmpty() ? group : group + "/" + pool;
  }

  /**
   * The directory below the mount point in the form in which it is kept.
   *
   * @throws IllegalArgumentException when it leads elsewhere or is malformed
   */
  static String subdirectory(String text) {
    String path = text.replaceAll("/+", "/").replaceAll("^(\\./)+", "").replaceAll("/$", "");
    return path.isEmpty() || path.equals(".") ? "." : ArchivePath.of(path).text();
  }

  private static ConfiguredVolume volume(Map.Entry<String, String> line) {
    return new ConfiguredVolume(VolumeName.parse(line.getKey()), !line.getValue().equals(DISABLED));
  }

  /** The file of a new archive. */
  static byte[] create(ArchiveSettings settings) {
    IniText ini = new IniText();
    Map<String, String> var = ini.section(VAR);
    var.put("chunksize", Integer.toString(settings.chunkSize().bytes()));
    var.put("compression", settings.compression());
    var.put("compr_level", Integer.toString(settings.compressionLevel()));
    var.put("hashtype", settings.hash());
    putLocation(var, settings.location());
    putDestination(var, settings.destination(), settings.subdirectory());
    var.put("uuid", settings.uuid().toString());
    settings.volumes().forEach(v -> put(ini, v));
    ini.section(VOLUMES);
    return ini.print().getBytes(StandardCharsets.UTF_8);
  }

  private static void putLocation(Map<String, String> var, String location) {
    int slash = location.lastIndexOf('/');
    var.put("vgname", slash < 0 ? location : location.substring(0, slash));
    var.put("poolname", slash < 0 ? "" : location.substring(slash + 1));
  }

  private static void putDestination(
      Map<String, String> var, DestinationAddress destination, String subdirectory) {
    var.put("destsys", destination.system());
    var.put("destdir", subdirectory);
    var.put("destmountpoint", destination.path());
  }

  /**
   * The file of an archive that was found at a place.
   *
   * @throws IllegalArgumentException when the file is damaged; the message says where
   */
  static byte[] at(ArchivePlace place, byte[] file) {
    IniText ini = IniText.parse(new String(file, StandardCharsets.UTF_8));
    Map<String, String> var = ini.section(VAR);
    putDestination(var, place.destination(), place.subdirectory());
    if (place.location() != null) {
      putLocation(var, place.location());
    }
    return ini.print().getBytes(StandardCharsets.UTF_8);
  }

  /** The file with volumes added. */
  static byte[] withVolumes(byte[] file, List<VolumeName> added) {
    IniText ini = IniText.parse(new String(file, StandardCharsets.UTF_8));
    added.forEach(name -> put(ini, new ConfiguredVolume(name, true)));
    return ini.print().getBytes(StandardCharsets.UTF_8);
  }

  /** The file without a volume. */
  static byte[] without(byte[] file, VolumeName removed) {
    IniText ini = IniText.parse(new String(file, StandardCharsets.UTF_8));
    ini.section(VOLUMES).remove(removed.text());
    return ini.print().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The file with another name for a volume, in the same place. A former attempt may have left both
   * names (archive format 1, chapter 7, "rename resume").
   */
  static byte[] renamed(byte[] file, VolumeName volume, VolumeName newName) {
    IniText ini = IniText.parse(new String(file, StandardCharsets.UTF_8));
    Map<String, String> volumes = ini.section(VOLUMES);
    Map<String, String> before = new LinkedHashMap<>(volumes);
    volumes.clear();
    before.forEach(
        (name, value) -> volumes.put(name.equals(volume.text()) ? newName.text() : name, value));
    return ini.print().getBytes(StandardCharsets.UTF_8);
  }

  private static void put(IniText ini, ConfiguredVolume volume) {
    ini.section(VOLUMES).put(volume.name().text(), volume.enabled() ? ENABLED : DISABLED);
  }
}
