package io.wyng.engine.operation;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.DestinationProvider;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * Counts how often destinations are asked something that a distant one needs a round trip for. What
 * is done with an upload or a download travels in one stream, and counts once.
 */
final class CountingDestinations implements DestinationProvider {

  private final DestinationProvider real;
  int calls;

  CountingDestinations(DestinationProvider real) {
    this.real = real;
  }

  @Override
  public Destination open(DestinationAddress address, ArchivePath root) throws IOException {
    Destination destination = real.open(address, root);
    return (Destination)
        Proxy.newProxyInstance(
            Destination.class.getClassLoader(),
            new Class<?>[] {Destination.class},
            (_, method, arguments) -> {
              calls++;
              return invoke(destination, method, arguments);
            });
  }

  private static Object invoke(Destination destination, Method method, Object... arguments)
      throws Throwable {
    try {
      return method.invoke(destination, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public String name() {
    return real.name();
  }

  @Override
  public String description() {
    return real.description();
  }

  @Override
  public Set<String> schemes() {
    return real.schemes();
  }
}
