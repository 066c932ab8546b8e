package io.wyng.engine.plugin;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Why a plugin, or a whole plugin directory, is not used. It matters to the operator who lists the
 * plugins, and to the one whose command needs what is missing.
 *
 * @param unit the jar, folder or plugin directory
 * @param message what is wrong with it, naming all files concerned; no full stop at the end
 * @param remedy what the operator can do, as a sentence
 * @param cause what was thrown below, for {@code --debug}, or null
 */
public record PluginProblem(Path unit, String message, String remedy, @Nullable Throwable cause) {}
