package io.wyng.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.operation.TestedGuarantee;
import io.wyng.engine.operation.TestedGuarantee.Outcome;
import io.wyng.spi.destination.ArchivePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContractTestsTest {

  private final List<TestedGuarantee> results = new ArrayList<>();
  private final Set<ArchivePath> archives = new HashSet<>();

  @AfterEach
  void forgetTheInterruption() {
    Thread.interrupted();
  }

  private void runWhereNothingWorks() {
    new ContractTests()
        .run(
            archive -> {
              archives.add(archive);
              throw new IOException("the line is cut");
            },
            results::add);
  }

  @Test
  void whatADestinationDoesNotDoIsBrokenAndSaysWhy() {
    runWhereNothingWorks();

    assertTrue(results.size() > 200, () -> results.size() + " results");
    for (TestedGuarantee result : results) {
      assertEquals(Outcome.BROKEN, result.outcome(), result::toString);
      assertTrue(result.detail().contains("the line is cut"), result::toString);
    }
  }

  @Test
  void eachTestHasAnArchiveOfItsOwn() {
    runWhereNothingWorks();

    assertEquals(results.size(), archives.size());
  }

  @Test
  void aResultIsASentenceOfAPartOfTheContract() {
    runWhereNothingWorks();

    assertTrue(
        results.stream()
            .map(TestedGuarantee::group)
            .toList()
            .containsAll(
                List.of(
                    "file", "tree", "upload", "link", "download", "change", "state", "safety")));
    assertTrue(
        results.stream().allMatch(result -> result.text().matches("[a-z0-9 ]+(: .*)?")),
        results::toString);
  }

  @Test
  void anInterruptionEndsTheTests() {
    Thread.currentThread().interrupt();

    new ContractTests()
        .run(
            archive -> {
              pause();
              throw new IOException("the line is slow");
            },
            results::add);

    assertTrue(results.size() < 50, () -> results.size() + " results");
    assertTrue(Thread.currentThread().isInterrupted());
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
