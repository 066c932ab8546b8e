package io.wyng.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class OrderedPipelineTest {

  private final AtomicInteger openStages = new AtomicInteger();

  /** Works on numbers, slower on some than on others. */
  private final class Work implements OrderedPipeline.Stage<Integer, Integer> {
    private final IntUnaryOperator operator;

    Work(IntUnaryOperator operator) {
      this.operator = operator;
      openStages.incrementAndGet();
    }

    @Override
    public Integer process(Integer item) {
      return operator.applyAsInt(item);
    }

    @Override
    public void close() {
      openStages.decrementAndGet();
    }
  }

  private static OrderedPipeline.Feed<Integer> numbers(int count) {
    Iterator<Integer> numbers = IntStream.range(0, count).iterator();
    return () -> numbers.hasNext() ? numbers.next() : null;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 5", "3, 4", "8, 2", "4, 100"})
  void resultsComeInTheOrderOfTheFeed(int workers, int capacity) {
    List<Integer> results = new ArrayList<>();

    OrderedPipeline.run(
        workers,
        capacity,
        numbers(2000),
        () ->
            new Work(i -> {
              for (int n = 0; n < i % 7 * 1000; n++) {
                Thread.onSpinWait();
              }
              return i * 2;
            }),
        results::add);

    assertEquals(IntStream.range(0, 2000).map(i -> i * 2).boxed().toList(), results);
    assertEquals(0, openStages.get());
  }

  @Test
  void neverMoreItemsAreOnTheirWayThanTheCapacityAllows() {
    AtomicInteger fed = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    OrderedPipeline.Feed<Integer> numbers = numbers(500);

    OrderedPipeline.run(
        3,
        5,
        () -> {
          most.accumulateAndGet(fed.incrementAndGet() - taken.get(), Math::max);
          return numbers.next();
        },
        () -> new Work(i -> i),
        _ -> taken.incrementAndGet());

    // One is in the hands of the feed, one in those of the sink.
    assertTrue(most.get() <= 5 + 2, "most: " + most.get());
  }

  @Test
  void theFailureOfTheFeedIsTheOneReported() {
    IllegalStateException failure = new IllegalStateException("feed");
    OrderedPipeline.Feed<Integer> numbers = numbers(100);
    AtomicInteger count = new AtomicInteger();

    assertSame(
        failure,
        assertThrows(
            IllegalStateException.class,
            () ->
                OrderedPipeline.run(
                    2,
                    4,
                    () -> {
                      if (count.incrementAndGet() == 50) {
                        throw failure;
                      }
                      return numbers.next();
                    },
                    () -> new Work(i -> i),
                    _ -> {})));
    assertEquals(0, openStages.get());
  }

  @Test
  void theFailureOfAWorkerIsTheOneReported() {
    IllegalStateException failure = new IllegalStateException("worker");

    assertSame(
        failure,
        assertThrows(
            IllegalStateException.class,
            () ->
                OrderedPipeline.run(
                    2,
                    4,
                    numbers(Integer.MAX_VALUE),
                    () ->
                        new Work(i -> {
                          if (i == 77) {
                            throw failure;
                          }
                          return i;
                        }),
                    _ -> {})));
    assertEquals(0, openStages.get());
  }

  @Test
  void theFailureOfTheSinkIsTheOneReported() {
    IllegalStateException failure = new IllegalStateException("sink");

    assertSame(
        failure,
        assertThrows(
            IllegalStateException.class,
            () ->
                OrderedPipeline.run(
                    2,
                    4,
                    numbers(Integer.MAX_VALUE),
                    () -> new Work(i -> i),
                    i -> {
                      if (i == 33) {
                        throw failure;
                      }
                    })));
    assertEquals(0, openStages.get());
  }

  @Test
  void anErrorInMakingAStageIsReported() {
    assertThrows(
        AssertionError.class,
        () ->
            OrderedPipeline.<Integer, Integer>run(
                2,
                4,
                numbers(10),
                () -> {
                  throw new AssertionError("stage");
                },
                _ -> {}));
  }

  @Test
  void anInterruptedCallerCancelsAllThreads() throws InterruptedException {
    CountDownLatch blocked = new CountDownLatch(1);
    List<Throwable> failures = new ArrayList<>();
    Thread caller =
        new Thread(() -> {
          try {
            OrderedPipeline.run(
                2,
                4,
                numbers(Integer.MAX_VALUE),
                () -> new Work(i -> blockFrom(i, blocked)),
                _ -> {});
          } catch (CancellationException e) {
            failures.add(e);
          }
        });
    caller.start();
    blocked.await();

    caller.interrupt();
    caller.join();

    assertEquals(1, failures.size());
    assertEquals(0, openStages.get());
    assertFalse(caller.isAlive());
  }

  private static int blockFrom(int item, CountDownLatch blocked) {
    if (item == 10) {
      blocked.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return item;
  }
}
