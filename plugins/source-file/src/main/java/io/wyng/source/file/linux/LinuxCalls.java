package io.wyng.source.file.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The system calls that the JDK does not offer. Each returns what the kernel does: a result, or the
 * negated error number.
 */
final class LinuxCalls {

  static final int EBUSY = 16;
  static final int ENXIO = 6;
  static final int ENOSPC = 28;
  static final int EDQUOT = 122;

  static final int O_RDONLY = 0;
  static final int O_RDWR = 2;
  static final int O_CREAT = 0x40;
  static final int O_EXCL = 0x80;
  static final int O_CLOEXEC = 0x80000;
  static final int O_NOFOLLOW = System.getProperty("os.arch").equals("aarch64") ? 0x8000 : 0x20000;

  static final int SEEK_DATA = 3;
  static final int SEEK_HOLE = 4;

  static final int FALLOC_FL_KEEP_SIZE = 1;
  static final int FALLOC_FL_PUNCH_HOLE = 2;

  static final int SYNC_FILE_RANGE_WRITE = 2;

  static final int F_SETSIG = 10;
  static final int F_SETLEASE = 1024;
  static final int F_RDLCK = 0;

  /** Ignored by whoever does not ask for it. */
  static final int SIGURG = 23;

  static final long FICLONE = 0x40049409L;
  static final long FS_IOC_FIEMAP = 0xC020660BL;
  static final long BLKSSZGET = 0x1268L;
  static final long BLKDISCARD = 0x1277L;
  static final long BLKZEROOUT = 0x127FL;
  static final long BLKGETSIZE64 = 0x80081272L;

  private static final StructLayout ERRNO_STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      ERRNO_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle OPEN =
      function(
          "open",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
          Linker.Option.captureCallState("errno"),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle LSEEK =
      function(
          "lseek",
          FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT),
          Linker.Option.captureCallState("errno"));
  private static final MethodHandle FTRUNCATE =
      function(
          "ftruncate",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG),
          Linker.Option.captureCallState("errno"));
  private static final MethodHandle FALLOCATE =
      function(
          "fallocate",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG),
          Linker.Option.captureCallState("errno"));
  private static final MethodHandle SYNC_FILE_RANGE =
      function(
          "sync_file_range",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
  private static final MethodHandle IOCTL =
      function(
          "ioctl",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
          Linker.Option.captureCallState("errno"),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle FCNTL =
      function(
          "fcntl",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
          Linker.Option.captureCallState("errno"),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle STRERROR =
      function("strerror", FunctionDescriptor.of(ADDRESS, JAVA_INT));

  private LinuxCalls() {}

  static int open(String path, int flags, int mode) {
    return (int)
        call((arena, state) ->
            (int) OPEN.invokeExact(state, arena.allocateFrom(path), flags | O_CLOEXEC, mode));
  }

  static void close(int descriptor) {
    long ignored = call((arena, state) -> (int) CLOSE.invokeExact(descriptor));
  }

  static long seek(int descriptor, long offset, int whence) {
    return call((arena, state) -> (long) LSEEK.invokeExact(state, descriptor, offset, whence));
  }

  static int truncate(int descriptor, long length) {
    return (int) call((arena, state) -> (int) FTRUNCATE.invokeExact(state, descriptor, length));
  }

  static int allocate(int descriptor, int mode, long offset, long length) {
    return (int)
        call(
            (arena, state) -> (int) FALLOCATE.invokeExact(state, descriptor, mode, offset, length));
  }

  /** Starts writing to the disk; says nothing of success, which only forcing the file can. */
  static void startWriting(int descriptor, long offset, long length) {
    long ignored =
        call((arena, state) ->
            (int) SYNC_FILE_RANGE.invokeExact(descriptor, offset, length, SYNC_FILE_RANGE_WRITE));
  }

  static int control(int descriptor, long request, MemorySegment argument) {
    return (int)
        call((arena, state) -> (int) IOCTL.invokeExact(state, descriptor, request, argument));
  }

  static int command(int descriptor, int command, int argument) {
    return (int)
        call((arena, state) -> (int) FCNTL.invokeExact(state, descriptor, command, argument));
  }

  /** The system's words for an error number, in the user's language. */
  static String describe(int error) {
    try {
      MemorySegment text = (MemorySegment) STRERROR.invokeExact(error);
      return reinterpreted(text, 1024).getString(0);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @FunctionalInterface
  private interface Call {
    long invoke(Arena arena, MemorySegment state) throws Throwable;
  }

  private static long call(Call call) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(ERRNO_STATE);
      long result = call.invoke(arena, state);
      return result >= 0 ? result : -(int) ERRNO.get(state, 0L);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("restricted") // this module is given native access
  private static MemorySegment reinterpreted(MemorySegment segment, long length) {
    return segment.reinterpret(length);
  }

  @SuppressWarnings("restricted") // this module is given native access
  private static MethodHandle function(
      String name, FunctionDescriptor type, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    MemorySegment address = linker.defaultLookup().findOrThrow(name);
    return linker.downcallHandle(address, type, options);
  }
}
