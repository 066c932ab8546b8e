package io.wyng.shell;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how many commands are started, and how often an answer is awaited after a request. */
final class CountingStarter implements CommandStarter {

  private final CommandStarter starter;
  private final AtomicInteger commands = new AtomicInteger();
  private final AtomicInteger roundTrips = new AtomicInteger();

  CountingStarter(CommandStarter starter) {
    this.starter = starter;
  }

  int commands() {
    return commands.get();
  }

  int roundTrips() {
    return roundTrips.get();
  }

  @Override
  public String farSide() {
    return starter.farSide();
  }

  @Override
  public RemoteCommand start(String command) throws IOException {
    commands.incrementAndGet();
    return new CountedCommand(starter.start(command));
  }

  @Override
  public void close() throws IOException {
    starter.close();
  }

  private final class CountedCommand implements RemoteCommand {

    private final RemoteCommand command;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final OutputStream input;
    private final InputStream output;

    CountedCommand(RemoteCommand command) {
      this.command = command;
      this.input =
          new FilterOutputStream(command.input()) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
              asked.set(true);
              out.write(bytes, offset, length);
            }
          };
      this.output =
          new FilterInputStream(command.output()) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
              if (asked.getAndSet(false)) {
                roundTrips.incrementAndGet();
              }
              return in.read(bytes, offset, length);
            }
          };
    }

    @Override
    public OutputStream input() {
      return input;
    }

    @Override
    public InputStream output() {
      return output;
    }

    @Override
    public InputStream errors() {
      return command.errors();
    }

    @Override
    public OptionalInt exitStatus(Duration limit) throws IOException {
      return command.exitStatus(limit);
    }

    @Override
    public void close() throws IOException {
      command.close();
    }
  }
}
