package io.wyng.it.lvm;

import io.wyng.it.program.LongTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** The assembled program on thin pools; what is tested is told by the suites. */
class ThinPoolIT {

  @TestFactory
  Stream<DynamicContainer> anArchiveOfTheOriginalProgramGoesOnInANewPool() {
    return Stream.of(VirtualMachine.suite(GoldenVmSuite.class, "300M", "200M"));
  }

  @TestFactory
  Stream<DynamicContainer> everyCommandWorksOnThinVolumes() {
    return Stream.of(VirtualMachine.suite(CommandsVmSuite.class, "300M", "200M"));
  }

  @TestFactory
  @LongTest
  Stream<DynamicContainer> volumesThroughoutTheirHistoryAndTroubles() {
    return Stream.of(
        VirtualMachine.suite(SmallChunkHistoryVmSuite.class, "300M", "200M"),
        VirtualMachine.suite(LargeChunkHistoryVmSuite.class, "300M", "200M"),
        VirtualMachine.suite(MonitorVmSuite.class, "300M", "200M"),
        VirtualMachine.suite(TroubleVmSuite.class, "300M", "200M"));
  }
}
