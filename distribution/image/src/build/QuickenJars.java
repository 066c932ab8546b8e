import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.Attributes;
import java.lang.classfile.attribute.ModulePackagesAttribute;
import java.lang.constant.PackageDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites jars so that programs that use them start sooner. Their code stays as it is.
 *
 * <ul>
 *   <li>Classes for Java 5 get the stack maps of later class files: the JVM verifies without them
 *       slowly, and keeps such classes out of its start-up cache.
 *   <li>Descriptors of modules get the list of their packages, which the {@code jar} tool adds and
 *       Maven does not: without it the JVM reads the names of all files at each start.
 * </ul>
 */
final class QuickenJars {

  private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;
  private static final String DESCRIPTOR = "module-info.class";

  private QuickenJars() {}

  /** Rewrites the jars below the given directories, in place. */
  public static void main(String[] directories) throws IOException {
    for (String directory : directories) {
      List<Path> jars;
      try (Stream<Path> files = Files.walk(Path.of(directory))) {
        jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
      }
      for (Path jar : jars) {
        Files.write(jar, rewritten(jar));
      }
    }
  }

  private static byte[] rewritten(Path path) throws IOException {
    ByteArrayOutputStream rewritten = new ByteArrayOutputStream();
    try (JarFile jar = new JarFile(path.toFile());
        URLClassLoader types = new URLClassLoader(new URL[] {path.toUri().toURL()});
        ZipOutputStream out = new ZipOutputStream(rewritten)) {
      ClassFile classFiles =
          ClassFile.of(
              StackMapsOption.GENERATE_STACK_MAPS,
              // Code is taken over as it is, without stack maps, unless it moves to a new pool.
              ConstantPoolSharingOption.NEW_POOL,
              ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(types)));
      for (ZipEntry entry : jar.stream().toList()) {
        byte[] content = jar.getInputStream(entry).readAllBytes();
        if (entry.getName().equals(DESCRIPTOR)) {
          content = withPackages(content, packages(jar));
        } else if (entry.getName().endsWith(".class")) {
          content = withStackMaps(content, classFiles);
        }
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        out.write(content);
        out.closeEntry();
      }
    }
    return rewritten.toByteArray();
  }

  private static byte[] withStackMaps(byte[] content, ClassFile classFiles) {
    ClassModel model = classFiles.parse(content);
    if (model.majorVersion() >= FIRST_WITH_STACK_MAPS) {
      return content;
    }
    return classFiles.transformClass(
        model,
        ClassTransform.endHandler(
            builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0)));
  }

  private static byte[] withPackages(byte[] content, List<PackageDesc> packages) {
    ClassFile classFiles = ClassFile.of();
    ClassModel model = classFiles.parse(content);
    if (model.findAttribute(Attributes.modulePackages()).isPresent()) {
      return content;
    }
    return classFiles.transformClass(
        model,
        ClassTransform.endHandler(
            builder -> builder.with(ModulePackagesAttribute.ofNames(packages))));
  }

  private static List<PackageDesc> packages(JarFile jar) {
    return jar.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.endsWith(".class") && name.contains("/"))
        .filter(name -> !name.startsWith("META-INF/"))
        .map(name -> name.substring(0, name.lastIndexOf('/')))
        .distinct()
        .sorted()
        .map(PackageDesc::ofInternalName)
        .toList();
  }
}
