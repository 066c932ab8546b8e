package io.wyng.engine.plugin;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the plugin interface. A greater minor version adds something, another major version
 * breaks something; what follows in a module's version ({@code .0-SNAPSHOT}) does not matter here.
 *
 * @param major changes when plugins built before no longer work
 * @param minor changes when plugins built now may not work with a Wyng from before
 */
public record SpiVersion(int major, int minor) {

  /** The module that is the plugin interface. */
  static final String MODULE = "io.wyng.spi";

  private static final Pattern SYNTAX =
      Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6})(?:\\D.*)?|[^\\d.].*)?");

  /**
   * The version that a module version spells.
   *
   * @param moduleVersion such as {@code 1.0.0-SNAPSHOT}
   * @return the version, or empty when the text does not start with a number
   */
  static Optional<SpiVersion> parse(String moduleVersion) {
    Matcher matcher = SYNTAX.matcher(moduleVersion);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String minor = matcher.group(2) == null ? "0" : matcher.group(2);
    return Optional.of(new SpiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(minor)));
  }

  /** The version that a plugin's descriptor recorded when it was compiled. */
  static Optional<SpiVersion> recordedBy(ModuleDescriptor.Requires requires) {
    return requires.rawCompiledVersion().flatMap(SpiVersion::parse);
  }

  /**
   * Whether a plugin built for the other version works with this one.
   *
   * @param builtFor the version the plugin was built for
   * @return true when all that it may use is here
   */
  public boolean supports(SpiVersion builtFor) {
    return major == builtFor.major && minor >= builtFor.minor;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
