package io.wyng.destination.internal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The functions of the C library that the JDK has no method for. */
final class SystemCalls {

  private static final MethodHandle STATVFS =
      function("statvfs", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
  private static final MethodHandle STRERROR =
      function("strerror", FunctionDescriptor.of(ADDRESS, JAVA_INT));

  /** More than any C library's {@code struct statvfs}. */
  private static final long STATVFS_BYTES = 256;

  private static final long LONGEST_ERROR_TEXT = 1024;

  private SystemCalls() {}

  /**
   * Asks {@code statvfs(3)}. The fields lie alike in all C libraries of 64-bit Linux: eight
   * unsigned longs, the file system's number, and the flags.
   *
   * @param path any existing path
   * @throws IOException when the path cannot be reached
   */
  static FileSystemSpace statvfs(Path path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(path.toString());
      MemorySegment answer = arena.allocate(STATVFS_BYTES, Long.BYTES);
      if ((int) STATVFS.invokeExact(name, answer) != 0) {
        throw new IOException("The file system of " + path + " does not answer");
      }
      return new FileSystemSpace(
          field(answer, 1), field(answer, 4), field(answer, 5), field(answer, 7), field(answer, 9));
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static long field(MemorySegment structure, int index) {
    return structure.getAtIndex(JAVA_LONG, index);
  }

  /**
   * The words that the system, in the user's language, has for an error. The JDK puts the same ones
   * into its exceptions and leaves the number out.
   */
  static String errorText(int errno) {
    try {
      MemorySegment text = (MemorySegment) STRERROR.invokeExact(errno);
      return bounded(text).getString(0);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("restricted") // this module is given native access
  private static MemorySegment bounded(MemorySegment text) {
    return text.reinterpret(LONGEST_ERROR_TEXT);
  }

  @SuppressWarnings("restricted") // this module is given native access
  private static MethodHandle function(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
  }
}
