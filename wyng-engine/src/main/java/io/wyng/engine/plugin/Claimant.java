package io.wyng.engine.plugin;

import io.wyng.spi.Provider;
import java.nio.file.Path;
import java.util.List;

/**
 * A provider and the file to name when there is something to say about it.
 *
 * @param unit the plugin's jar or folder
 * @param loaded the provider
 */
record Claimant(Path unit, LoadedProvider loaded) {

  Provider provider() {
    return loaded.provider();
  }

  /** What to tell when several units claim one thing. */
  static PluginProblem dispute(List<Path> units, String claimed) {
    return new PluginProblem(
        units.getFirst(),
        String.join(" and ", units.stream().map(Path::toString).toList())
            + (units.size() == 2 ? " both bring " : " all bring ")
            + claimed
            + ", so none of them is used for it",
        "Remove all of these but one.",
        null);
  }
}
