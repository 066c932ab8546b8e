/**
 * Runs the contract tests of destinations on an operator's own destination. The only module of the
 * program that knows JUnit: it has a layer of its own, which only the command that validates loads.
 */
@SuppressWarnings("requires-automatic") // the test jar of the plugin interface has no descriptor
module io.wyng.validation {
  requires static org.jspecify;
  requires io.wyng.engine;
  requires io.wyng.spi.contract;
  requires org.junit.jupiter.params; // asked for by the contract, which cannot say so itself
  requires org.junit.platform.engine;
  requires org.junit.platform.launcher;

  uses org.junit.platform.engine.TestEngine;

  provides io.wyng.engine.operation.GuaranteeTests with
      io.wyng.validation.ContractTests;

  opens io.wyng.validation to
      org.junit.platform.commons;
}
