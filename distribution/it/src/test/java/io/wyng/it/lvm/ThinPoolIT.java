package io.wyng.it.lvm;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The assembled program on thin pools; what is tested is told by the suites. */
class ThinPoolIT {

  @TestFactory
  Stream<DynamicTest> volumesAreBackedUpThroughoutTheirHistory() throws IOException {
    return results(HistoryVmSuite.class, "300M", "200M", "300M", "200M");
  }

  @TestFactory
  Stream<DynamicTest> troubleIsExplainedAndLosesNothing() throws IOException {
    return results(TroubleVmSuite.class, "300M", "200M");
  }

  @TestFactory
  Stream<DynamicTest> anArchiveOfTheOriginalProgramGoesOnInANewPool() throws IOException {
    return results(GoldenVmSuite.class, "300M", "200M");
  }

  private static Stream<DynamicTest> results(Class<?> suite, String... disks) throws IOException {
    return new VirtualMachine(List.of(disks), List.of())
        .run(List.of(suite.getName())).stream()
            .map(result ->
                dynamicTest(result.name(), () -> assertTrue(result.passed(), result.details())));
  }
}
