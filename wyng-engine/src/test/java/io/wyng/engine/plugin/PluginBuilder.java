package io.wyng.engine.plugin;

import io.wyng.spi.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;

/** Compiles real modules and packs them as jars, the way an author of plugins does. */
final class PluginBuilder {

  private final Path workplace;
  private final List<JavaFileObject> sources = new ArrayList<>();
  private final List<String> options = new ArrayList<>(List.of("-proc:none"));
  private final Manifest manifest = new Manifest();
  private List<Path> modulePath;

  private PluginBuilder(Path scratch) throws IOException {
    this.workplace = Files.createTempDirectory(scratch, "module");
    this.modulePath = List.of(spiClasses(), codeSourceOf(NullMarked.class));
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  /** A module of which nothing is there yet. */
  static PluginBuilder module(Path scratch) throws IOException {
    return new PluginBuilder(scratch);
  }

  /** A complete plugin: module {@code test.NAME} with the hash {@code NAME}. */
  static PluginBuilder hashPlugin(Path scratch, String name) throws IOException {
    return module(scratch)
        .source("module-info", hashModule(name, "requires io.wyng.spi;"))
        .source("test." + name + ".Hash", hashClass(name, "", "\"a hash for tests\""));
  }

  static String hashModule(String name, String requires) {
    return """
    module test.%1$s {
      %2$s
      provides io.wyng.spi.hash.HashProvider with test.%1$s.Hash;
    }
    """
        .formatted(name, requires);
  }

  static String hashClass(String name, String constructor, String description) {
    return """
    package test.%s;
    public final class Hash implements io.wyng.spi.hash.HashProvider {
      public Hash() { %s }
      public String name() { return "%s"; }
      public String description() { return %s; }
      public int digestLength() { return 32; }
      public io.wyng.spi.hash.Hasher newHasher() { throw new AssertionError(); }
      public io.wyng.spi.hash.Hasher newHasher(byte[] key) { throw new AssertionError(); }
    }
    """
        .formatted(name, constructor, name, description);
  }

  /** Adds a class, or replaces one of the same name. */
  PluginBuilder source(String className, String text) {
    URI uri = URI.create("string:///" + className.replace('.', '/') + ".java");
    sources.removeIf(source -> source.toUri().equals(uri));
    sources.add(
        new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        });
    return this;
  }

  PluginBuilder version(String version) {
    options.addAll(List.of("--module-version", version));
    return this;
  }

  PluginBuilder manifest(String name, String value) {
    manifest.getMainAttributes().putValue(name, value);
    return this;
  }

  /** Adds a module that is read when compiling. */
  PluginBuilder against(Path module) {
    modulePath = Stream.concat(modulePath.stream(), Stream.of(module)).toList();
    return this;
  }

  /** Compiles without modules. */
  PluginBuilder onClassPath() {
    options.addAll(List.of("--class-path", spiClasses().toString()));
    return this;
  }

  /** Compiles against a plugin interface of the version; the empty text stands for none. */
  PluginBuilder againstSpiVersion(String spiVersion) throws IOException {
    Path copy = workplace.resolve("spi");
    copyTree(spiClasses(), copy);
    Path descriptor =
        Files.createDirectory(workplace.resolve("spi-source")).resolve("module-info.java");
    Files.writeString(
        descriptor, "module io.wyng.spi { exports io.wyng.spi; exports io.wyng.spi.hash; }");
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", copy.toString()));
    if (!spiVersion.isEmpty()) {
      arguments.addAll(List.of("--module-version", spiVersion));
    }
    arguments.add(descriptor.toString());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
      throw new AssertionError("the copy of the plugin interface does not compile");
    }
    modulePath = List.of(copy);
    return this;
  }

  /** Compiles, and packs the module as a jar. */
  Path jar(Path target) throws IOException {
    return pack(compile(), target);
  }

  /** Compiles. */
  Path compile() throws IOException {
    Path classes = workplace.resolve("classes");
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-d", classes.toString(), "--module-path"));
    arguments.add(String.join(":", modulePath.stream().map(Path::toString).toList()));
    StringWriter messages = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (!compiler.getTask(messages, null, null, arguments, null, sources).call()) {
      throw new AssertionError("the test's module does not compile:\n" + messages);
    }
    return classes;
  }

  /** Packs what was compiled. */
  Path pack(Path classes, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (OutputStream file = Files.newOutputStream(target);
        JarOutputStream jar = new JarOutputStream(file, manifest);
        Stream<Path> tree = Files.walk(classes)) {
      for (Path path : tree.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new ZipEntry(classes.relativize(path).toString()));
        Files.copy(path, jar);
        jar.closeEntry();
      }
    }
    return target;
  }

  /** The jar or directory of the plugin interface that this test runs with. */
  static Path spiClasses() {
    return codeSourceOf(Provider.class);
  }

  /** The version of that plugin interface. */
  static SpiVersion spiVersion() {
    ModuleReference spi = ModuleFinder.of(spiClasses()).find(SpiVersion.MODULE).orElseThrow();
    return spi.descriptor().rawVersion().flatMap(SpiVersion::parse).orElseThrow();
  }

  static Path codeSourceOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static void copyTree(Path jarOrDirectory, Path target) throws IOException {
    if (Files.isDirectory(jarOrDirectory)) {
      copyFiles(jarOrDirectory, target);
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(jarOrDirectory)) {
        copyFiles(jar.getPath("/"), target);
      }
    }
  }

  static void copyFiles(Path directory, Path target) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      tree.filter(Files::isRegularFile)
          .forEach(file -> copy(file, target.resolve(directory.relativize(file).toString())));
    }
  }

  private static void copy(Path file, Path target) {
    try {
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
