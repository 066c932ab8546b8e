package io.wyng.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plugins that call native code, in a JVM of their own, whose standard error is part of the result.
 */
class NativeAccessTest {

  @TempDir private Path scratch;
  private Path plugins;

  private record Outcome(int exitStatus, String output, String errors) {}

  @BeforeEach
  void createPluginDirectory() throws IOException {
    plugins = Files.createDirectory(scratch.toRealPath().resolve("plugins"));
  }

  @Test
  void aPluginThatAsksForNativeAccessGetsItForItsLibrariesTooAndTheJvmDoesNotComplain()
      throws IOException, InterruptedException {
    nativePlugin().manifest("Wyng-Native-Access", "true").jar(plugins.resolve("alpha/alpha.jar"));

    Outcome outcome = runEngine();

    String line = "alpha: test.alpha  for " + PluginBuilder.spiVersion() + " native [hash alpha]\n";
    assertEquals(new Outcome(0, line, ""), outcome);
  }

  @Test
  void aPluginThatDoesNotAskIsNotGivenNativeAccess() throws IOException, InterruptedException {
    nativePlugin().jar(plugins.resolve("alpha/alpha.jar"));

    Outcome outcome = runEngine();

    String problem =
        "The plugin "
            + plugins.resolve("alpha")
            + " failed when it was started: java.lang.IllegalCallerException: Illegal native access"
            + " from module library ("
            + plugins.resolve("alpha/library.jar").toUri().toString().replace("///", "/")
            + ") | Remove it or install another version of it; its author may"
            + " want to know.\n";
    assertEquals(new Outcome(0, problem, ""), outcome);
  }

  private PluginBuilder nativePlugin() throws IOException {
    Path library =
        PluginBuilder.module(scratch)
            .source("module-info", "module library { exports library; }")
            .source(
                "library.Native",
                """
                package library;
                public final class Native {
                  public static void call() {
                    java.lang.foreign.MemorySegment.NULL.reinterpret(1);
                  }
                }
                """)
            .jar(plugins.resolve("alpha/library.jar"));
    return PluginBuilder.hashPlugin(scratch, "alpha")
        .source(
            "module-info",
            PluginBuilder.hashModule("alpha", "requires io.wyng.spi; requires library;"))
        .source(
            "test.alpha.Hash", PluginBuilder.hashClass("alpha", "library.Native.call();", "\"\""))
        .against(library);
  }

  private Outcome runEngine() throws IOException, InterruptedException {
    Path output = scratch.resolve("output");
    Path errors = scratch.resolve("errors");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--module-path",
            ModularEngine.exploded(scratch) + ":" + PluginBuilder.spiClasses(),
            "--enable-native-access=io.wyng.engine",
            "--illegal-native-access=deny",
            "--module",
            "io.wyng.engine/" + LoaderInModule.class.getName(),
            plugins.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    int status = process.waitFor();
    return new Outcome(status, read(output), read(errors));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
