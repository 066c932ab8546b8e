package io.wyng.it.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The text constants in class files. */
final class ClassText {

  private ClassText() {}

  /** The texts in each class file of a module. */
  static Map<Path, Set<String>> in(CompiledModule module) {
    Map<Path, Set<String>> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(module.output())) {
      files
          .filter(file -> file.toString().endsWith(".class"))
          .forEach(file -> texts.put(file, texts(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  private static Set<String> texts(Path file) {
    try {
      Set<String> texts = new TreeSet<>();
      StreamSupport.stream(ClassFile.of().parse(file).constantPool().spliterator(), false)
          .filter((PoolEntry entry) -> entry instanceof StringEntry)
          .forEach(entry -> texts.add(((StringEntry) entry).stringValue()));
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
