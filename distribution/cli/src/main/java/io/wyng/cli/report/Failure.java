package io.wyng.cli.report;

/**
 * Why a command did not do what it was asked to.
 *
 * @param message what failed, on what, and why
 * @param remedy what to do about it; may be empty
 * @param exitCode the exit status that goes with it
 */
public record Failure(String message, String remedy, int exitCode) {}
