package io.wyng.spi.durable;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * The system call {@code syncfs(2)}: one call makes a whole batch of files durable, where forcing
 * each would take a disk flush each.
 */
final class FileSystemSync {

  private static final int O_RDONLY = 0;
  private static final int O_CLOEXEC = 0x80000;

  private static final StructLayout ERRNO_STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      ERRNO_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle OPEN =
      function(
          "open",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
          Linker.Option.captureCallState("errno"),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle SYNCFS =
      function(
          "syncfs",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT),
          Linker.Option.captureCallState("errno"));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle STRERROR =
      function("strerror", FunctionDescriptor.of(ADDRESS, JAVA_INT));

  private static final long LONGEST_ERROR_TEXT = 1024;

  private FileSystemSync() {}

  static void sync(Path path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(ERRNO_STATE);
      MemorySegment name = arena.allocateFrom(path.toAbsolutePath().toString());
      int descriptor = (int) OPEN.invokeExact(state, name, O_RDONLY | O_CLOEXEC);
      check(descriptor >= 0, path, state);
      try {
        check((int) SYNCFS.invokeExact(state, descriptor) == 0, path, state);
      } finally {
        int ignored = (int) CLOSE.invokeExact(descriptor);
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static void check(boolean succeeded, Path path, MemorySegment state) throws Throwable {
    if (!succeeded) {
      MemorySegment text = (MemorySegment) STRERROR.invokeExact((int) ERRNO.get(state, 0L));
      throw new FileSystemException(path.toString(), null, bounded(text).getString(0));
    }
  }

  @SuppressWarnings("restricted") // this module is given native access
  private static MemorySegment bounded(MemorySegment text) {
    return text.reinterpret(LONGEST_ERROR_TEXT);
  }

  @SuppressWarnings("restricted") // this module is given native access
  private static MethodHandle function(
      String name, FunctionDescriptor type, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    MemorySegment address = linker.defaultLookup().findOrThrow(name);
    return linker.downcallHandle(address, type, options);
  }
}
